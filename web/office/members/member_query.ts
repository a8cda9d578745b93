// What somebody types to find a member: a phone number, its last four digits, or the member number.
export type MemberQuery = { phone: string } | { last4: string } | { number: string } | Record<string, never>;

export function memberQuery(text: string): MemberQuery | null {
  const typed = text.normalize("NFKC").replace(/[\s-]/g, "");
  if (typed === "") return {};
  const phone = /^(?:\+?86)?(1\d{10})$/.exec(typed)?.[1];
  if (phone) return { phone };
  if (/^\d{4}$/.test(typed)) return { last4: typed };
  return typed.length >= 5 ? { number: typed } : null;
}
