// Instants and days as the shop sees them. The zone is the shop's, never the one of the person's computer.
let zone = "Asia/Shanghai";
let cutoff = 240;
export function useShopClock(time_zone: string, day_cutoff_minutes: number) {
  zone = time_zone;
  cutoff = day_cutoff_minutes;
}

const formats = new Map<string, Intl.DateTimeFormat>();
function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${language} ${JSON.stringify(options)}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { timeZone: zone, ...options });
    formats.set(key, found);
  }
  return found;
}

export const timeText = (ms: number) =>
  format("sv-SE", { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).format(ms);

/** "2026-11-22 09:30": the same in both languages, as the date fields show it. */
export const momentText = (ms: number) =>
  format("sv-SE", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(ms);

/** "2026-11-22" of an instant, in the shop's zone. */
export const dayOf = (ms: number) => format("sv-SE", { year: "numeric", month: "2-digit", day: "2-digit" }).format(ms);

/** The business day at an instant: it begins some minutes after midnight, by default at four. */
export const businessDay = (ms: number) => dayOf(ms - cutoff * 60_000);
/** The hour at which the business day begins. */
export const firstHour = () => Math.trunc(cutoff / 60);

/** A day of the calendar in words; the noon of UTC is on that day in the zone UTC. */
export function dayText(day: string, language: string): string {
  const options = { timeZone: "UTC", year: "numeric", month: "long", day: "numeric", weekday: "short" } as const;
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, options).format(Date.parse(`${day}T12:00Z`));
}

export function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function offset_ms(ms: number): number {
  const parts = Object.fromEntries(
    format("en-US", {
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
    })
      .formatToParts(ms)
      .map((part) => [part.type, Number(part.value)]),
  );
  const [year, month, day] = [parts["year"]!, parts["month"]!, parts["day"]!];
  const local = Date.UTC(year, month - 1, day, parts["hour"]!, parts["minute"]!, parts["second"]!);
  return local - Math.trunc(ms / 1000) * 1000;
}

export const offsetMinutes = (ms: number) => offset_ms(ms) / 60_000;

/** The instant at which the shop's clock shows "2026-11-22T09:30". Asked twice, so that a changed clock is met. */
export function instantOf(local: string): number {
  const utc = Date.parse(`${local}Z`);
  return utc - offset_ms(utc - offset_ms(utc));
}

/** "2026-11-22T09:30" of an instant: the other direction. */
export const localOf = (ms: number) => new Date(ms + offset_ms(ms)).toISOString().slice(0, 16);
