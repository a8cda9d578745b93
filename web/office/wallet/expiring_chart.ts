// Points that expire, month by month from this one on; months without any stand there too, so that a gap is seen.
// Heights are shares of the plot from 0 to 1.
import type { ExpiringMonth } from "../server/schema";

export interface MonthBar {
  /** "2026-11" */
  month: string;
  points: number;
  share: number;
}

const MONTHS = 13;

function monthAfter(month: string, count: number): string {
  const [year, index] = month.split("-").map(Number) as [number, number];
  const months = year * 12 + index - 1 + count;
  return `${Math.trunc(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}`;
}

/** `today` as "2026-11-26". */
export function expiringChart(expiring: ExpiringMonth[], today: string): MonthBar[] {
  const points = new Map<string, number>();
  for (const { last_day, points: count } of expiring) {
    const month = last_day.slice(0, 7);
    points.set(month, (points.get(month) ?? 0) + count);
  }
  const top = Math.max(1, ...points.values());
  return Array.from({ length: MONTHS }, (_, index) => {
    const month = monthAfter(today.slice(0, 7), index);
    const count = points.get(month) ?? 0;
    return { month, points: count, share: count / top };
  });
}

/** "2026-11" -> "Nov" in the person's language. */
export function monthName(month: string, language: string): string {
  const format = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { timeZone: "UTC", month: "short" });
  return format.format(Date.parse(`${month}-15T12:00Z`));
}
