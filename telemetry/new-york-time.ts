/**
 * Converts New York local time to UTC, daylight saving included. The offsets come from Node's time
 * zone database (ICU) and are looked up once per calendar day.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const offsetFormat = new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', timeZoneName: 'longOffset' });

/** New York's offset from UTC at an instant, in milliseconds (−18,000,000 in winter). */
export function newYorkOffset(instant: number): number {
  const name = offsetFormat.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? '';
  const match = /GMT([+-])(\d\d):(\d\d)/.exec(name);
  if (!match) throw new Error(`No offset in the time zone name "${name}": this Node lacks the time zone database.`);
  const size = Number(match[2]) * HOUR + Number(match[3]) * MINUTE;
  return match[1] === '-' ? -size : size;
}

/** The offsets of one New York calendar day: two where the clocks change. */
export interface NewYorkDay {
  /** Midnight of the day as though it were UTC, in milliseconds since 1970. */
  readonly midnight: number;
  readonly offsetBefore: number;
  readonly offsetAfter: number;
}

/** @param midnight of the calendar day as though it were UTC, in milliseconds since 1970 */
export function newYorkDay(midnight: number): NewYorkDay {
  // New York is 4 or 5 hours behind and changes its clocks at 2:00: the evening before and the noon
  // after are unambiguous.
  return { midnight, offsetBefore: newYorkOffset(midnight), offsetAfter: newYorkOffset(midnight + 36 * HOUR) };
}

/**
 * The instant at which New York's clocks show a time of that day.
 *
 * When daylight saving ends, a time occurs twice: the first of the two that is not before
 * `notBefore` counts. When it begins, a time is skipped: the offset before the change applies (RFC
 * 5545 §3.3.5).
 * @param timeOfDay milliseconds since midnight as the clock shows them
 * @param notBefore milliseconds since 1970
 * @returns milliseconds since 1970
 */
export function toUtc(day: NewYorkDay, timeOfDay: number, notBefore?: number): number {
  const local = day.midnight + timeOfDay;
  const first = local - day.offsetBefore;
  if (day.offsetBefore === day.offsetAfter) return first;
  const second = local - day.offsetAfter;
  const firstExists = newYorkOffset(first) === day.offsetBefore;
  const secondExists = newYorkOffset(second) === day.offsetAfter;
  if (firstExists && secondExists) return notBefore !== undefined && first < notBefore ? second : first;
  return secondExists ? second : first;
}
