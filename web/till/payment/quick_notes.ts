// What a customer is likely to hand over: the exact amount, or the next that one kind of note or coin makes up.

const STEPS = [100, 500, 1000, 5000, 10000, 50000];

/** At most `limit` amounts above what is due, ascending, each once. */
export function quickNotes(due: number, limit = 4): number[] {
  const amounts = STEPS.map((step) => due + ((step - (due % step)) % step)).filter((amount) => amount > due);
  return [...new Set(amounts)].sort((a, b) => a - b).slice(0, limit);
}
