// When a promotion is open, as the form shows it: the shop's clock in text, empty for "no limit".
import type { Schedule } from "../../server/schema";
import { instantOf, localOf } from "../../server/when";

export interface ScheduleForm {
  /** "2026-11-22 00:00" of the shop's clock */
  starts: string;
  ends: string;
  weekdays: number[];
  /** "17:30"; the end of the day is "24:00" */
  from: string;
  to: string;
}

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const two = (part: number) => String(part).padStart(2, "0");
/** "17:30" of a minute of the day, "" of none. */
export const clockText = (minute: number | null | undefined) =>
  minute == null ? "" : `${two(Math.trunc(minute / 60))}:${two(minute % 60)}`;
/** Every half hour from "00:00" to "24:00". */
export const HOURS = Array.from({ length: 49 }, (_, half) => clockText(half * 30));
const moment = (ms: number | null | undefined) => (ms == null ? "" : localOf(ms).replace("T", " "));

export function scheduleFormOf(schedule: Schedule): ScheduleForm {
  return {
    starts: moment(schedule.starts_at),
    ends: moment(schedule.ends_at),
    weekdays: [...schedule.weekdays],
    from: clockText(schedule.from_minute),
    to: clockText(schedule.to_minute),
  };
}

/** "17:30–24:00" of each day, or nothing. */
export function hoursText(schedule: Schedule): string {
  const { from_minute, to_minute } = schedule;
  return from_minute == null && to_minute == null ? "" : `${clockText(from_minute)}–${clockText(to_minute)}`;
}

export function minuteOf(text: string): number | null {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text);
  if (!match) return null;
  const [hour, minute] = [Number(match[1]), Number(match[2])];
  return minute < 60 && hour * 60 + minute <= 24 * 60 ? hour * 60 + minute : null;
}

export function scheduleOf(form: ScheduleForm): Schedule {
  const schedule: Schedule = { weekdays: [...form.weekdays].sort((a, b) => a - b) };
  if (form.starts) schedule.starts_at = instantOf(form.starts.replace(" ", "T"));
  if (form.ends) schedule.ends_at = instantOf(form.ends.replace(" ", "T"));
  const [from, to] = [minuteOf(form.from), minuteOf(form.to)];
  if (from !== null) schedule.from_minute = from;
  if (to !== null) schedule.to_minute = to;
  if (schedule.weekdays.length === WEEKDAYS.length) schedule.weekdays = [];
  return schedule;
}
