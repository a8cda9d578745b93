// Receipt numbers, made by the till without asking anybody: R, the business day, the till's number, the till's sequence.
// The leading letter keeps a receipt's barcode apart from every product's.

export function receiptNumber(day: string, till: number, sequence: number): string {
  const date = day.slice(2).replaceAll("-", "");
  return `R${date}${String(till).padStart(2, "0")}${String(sequence).padStart(5, "0")}`;
}

/** The shop's day at an instant, which begins `cutoff_minutes` after midnight. */
export function businessDay(at_ms: number, utc_offset_minutes: number, cutoff_minutes: number): string {
  return new Date(at_ms + (utc_offset_minutes - cutoff_minutes) * 60_000).toISOString().slice(0, 10);
}

/** "2026-11-22 14:05:09" on the shop's clock. */
export function shopTime(at_ms: number, utc_offset_minutes: number): string {
  return new Date(at_ms + utc_offset_minutes * 60_000).toISOString().slice(0, 19).replace("T", " ");
}
