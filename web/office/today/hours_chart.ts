// The bars of "sales by hour": which hours stand on the axis, how high each bar is, and round marks on the left.
// Heights are shares of the plot from 0 to 1; amounts stay whole fen.
import type { HourTotal } from "../server/schema";

export interface Bar extends HourTotal {
  /** of the plot's height */
  share: number;
}
export interface Mark {
  fen: number;
  share: number;
}
export interface HoursChart {
  bars: Bar[];
  marks: Mark[];
}

const OPEN = 8;
const CLOSE = 21;

/** The smallest of 1, 2, 5 times a power of ten that is at least `fen`: a step that people read at once. */
export function roundStep(fen: number): number {
  let power = 100;
  while (power * 10 < fen) power *= 10;
  return [1, 2, 5, 10].map((digit) => digit * power).find((step) => step >= fen) ?? power * 10;
}

/** Hours in the order of the business day: those after midnight belong to its end. */
const inDay = (hour: number, cutoff: number) => (hour < cutoff ? hour + 24 : hour);

export function hoursChart(hours: HourTotal[], cutoff = 4): HoursChart {
  const sold = new Map(hours.map((entry) => [inDay(entry.hour, cutoff), entry]));
  const first = Math.min(OPEN, ...sold.keys());
  const last = Math.max(CLOSE, ...sold.keys());
  const top = Math.max(0, ...hours.map((entry) => entry.sold));
  const step = roundStep(Math.ceil(top / 4));
  const count = Math.max(1, Math.ceil(top / step));
  const scale = step * count;
  const bars: Bar[] = [];
  for (let hour = first; hour <= last; hour += 1) {
    const entry = sold.get(hour) ?? { hour: hour % 24, sales: 0, sold: 0 };
    bars.push({ ...entry, share: Math.max(0, entry.sold) / scale });
  }
  const marks = Array.from({ length: count + 1 }, (_, index) => ({ fen: step * index, share: index / count }));
  return { bars, marks };
}
