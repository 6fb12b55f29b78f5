/**
 * New York local time to UTC, daylight saving included. The offsets are those of the time zone database that Node
 * carries (ICU); they are asked for once a calendar day and kept.
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
  /** The day's midnight, written as though it were UTC, in milliseconds since 1970. */
  readonly midnight: number;
  readonly offsetBefore: number;
  readonly offsetAfter: number;
}

/** @param midnight midnight of the calendar day, written as though it were UTC, in milliseconds since 1970 */
export function newYorkDay(midnight: number): NewYorkDay {
  // New York is 4 or 5 hours behind and changes its clocks at 2:00: the evening before and the next noon are unambiguous.
  return { midnight, offsetBefore: newYorkOffset(midnight), offsetAfter: newYorkOffset(midnight + 36 * HOUR) };
}

/**
 * The instant at which New York's clocks show a time of that day, in milliseconds since 1970.
 *
 * A time that occurs twice (the end of daylight saving) is the first of the two that is not before `notBefore`;
 * a time that is skipped (its beginning) is read with the offset before the change, as RFC 5545 §3.3.5 has it.
 * @param timeOfDay milliseconds since midnight on the clock's face
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
