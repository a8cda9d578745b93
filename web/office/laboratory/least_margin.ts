// The shop's own limit of the margin, in basis points, as this person works with it: kept in the browser.
const PLACE = "least_margin";

export function readLeastMargin(): number | null {
  const kept = Number(localStorage.getItem(PLACE) ?? "500"); // five percent until somebody says otherwise
  return Number.isInteger(kept) && kept > 0 && kept <= 9900 ? kept : null;
}

export function keepLeastMargin(basisPoints: number | null): void {
  localStorage.setItem(PLACE, String(basisPoints ?? 0));
}
