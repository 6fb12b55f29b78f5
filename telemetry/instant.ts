/** Reads times in all the ways that telemetry writes them, and writes them as trips have them. */
import { type NewYorkDay, newYorkDay, toUtc } from './new-york-time';

/**
 * Distinct day and time texts that are cached; a file has a few hundred days and at most 86,400
 * times.
 */
const CACHE_SIZE = 100_000;

const MONTH_FIRST = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const YEAR_FIRST = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?: ?([AaPp])[Mm])?(Z|[+-]\d{2}:?\d{2})?$/;

/** A time of day: milliseconds since midnight, and milliseconds from UTC if the text has a zone. */
interface TimeOfDay {
  readonly ms: number;
  readonly offset: number | undefined;
}

const ZERO = '0'.charCodeAt(0);
const COLON = ':'.charCodeAt(0);

const days = new Map<string, NewYorkDay | undefined>();
const times = new Map<string, TimeOfDay | undefined>();

/**
 * Reads `1/31/2016 5:07 PM`, `12/1/2020, 5:37:13 AM`, `2016-01-31 17:07:00`, `2016-01-31T17:07:00Z`
 * and the like. Slashes mean month first; a time without a zone is New York time.
 * @param notBefore milliseconds since 1970. Of a time that New York's clocks show twice, the first
 *   occurrence not before it is meant
 * @returns milliseconds since 1970; undefined for a text that is not a time or for a day that does
 *   not exist
 */
export function readInstant(text: string, notBefore?: number): number | undefined {
  const gap = separator(text);
  if (gap < 0) return undefined;
  const day = cached(days, text.slice(0, text.charCodeAt(gap - 1) === 44 /* , */ ? gap - 1 : gap), readDay);
  if (!day) return undefined;
  const time = readPlainTime(text, gap + 1) ?? cached(times, text.slice(gap + 1), readTime);
  if (!time) return undefined;
  if (time.offset !== undefined) return day.midnight + time.ms - time.offset;
  return toUtc(day, time.ms, notBefore);
}

/** Index of what separates day and time: a `T` or the first blank. */
function separator(text: string): number {
  // Most days are year-first and ten characters long, and need no search.
  if (text.charCodeAt(10) === 84 /* T */) return 10;
  return text.indexOf(' ');
}

function readDay(text: string): NewYorkDay | undefined {
  const slashed = MONTH_FIRST.exec(text);
  const [year, month, day] = slashed
    ? [Number(slashed[3]), Number(slashed[1]), Number(slashed[2])]
    : (YEAR_FIRST.exec(text) ?? []).slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const midnight = Date.UTC(year, month - 1, day);
  // Date.UTC turns 30 February into 1 March: a day that comes back changed does not exist.
  const date = new Date(midnight);
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? newYorkDay(midnight) : undefined;
}

/**
 * Reads `17:07:00` and `17:07:00Z`, as in most files and every trip, four times faster than the
 * cache.
 */
function readPlainTime(text: string, at: number): TimeOfDay | undefined {
  const utc = text.length === at + 9 && text.endsWith('Z');
  if (!utc && text.length !== at + 8) return undefined;
  if (text.charCodeAt(at + 2) !== COLON || text.charCodeAt(at + 5) !== COLON) return undefined;
  const hour = twoDigits(text, at);
  const minute = twoDigits(text, at + 3);
  const second = twoDigits(text, at + 6);
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return { ms: ((hour * 60 + minute) * 60 + second) * 1000, offset: utc ? 0 : undefined };
}

/** @returns the number, or 100 if there are no two digits */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : 100;
}

function readTime(text: string): TimeOfDay | undefined {
  const match = TIME.exec(text);
  if (!match) return undefined;
  const [, hours = '', minutes = '', seconds = '0', fraction = '', half, zone] = match;
  const hour = half === undefined ? Number(hours) : twelveHour(Number(hours), half);
  if (hour === undefined || hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const fractionMs = Number(fraction.padEnd(3, '0').slice(0, 3));
  const ms = ((hour * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + fractionMs;
  return { ms, offset: zone === undefined ? undefined : readOffset(zone) };
}

function twelveHour(hour: number, half: string): number | undefined {
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

function readOffset(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

function cached<T>(memory: Map<string, T>, text: string, read: (text: string) => T): T {
  const known = memory.get(text);
  if (known !== undefined || memory.has(text)) return known as T;
  if (memory.size >= CACHE_SIZE) memory.clear();
  const value = read(text);
  memory.set(text, value);
  return value;
}

const TWO_DIGITS = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'));
const isoDays = new Map<number, string>();

/**
 * Writes an instant (milliseconds since 1970) as `2016-01-31T22:07:00Z`, with milliseconds only if
 * there are any.
 */
export function writeInstant(instant: number): string {
  const dayNumber = Math.floor(instant / 86_400_000);
  let day = isoDays.get(dayNumber);
  if (day === undefined) {
    if (isoDays.size >= CACHE_SIZE) isoDays.clear();
    day = new Date(dayNumber * 86_400_000).toISOString().slice(0, 11);
    isoDays.set(dayNumber, day);
  }
  const ms = instant - dayNumber * 86_400_000;
  const seconds = Math.floor(ms / 1000);
  const clock = `${TWO_DIGITS[Math.floor(seconds / 3600)]}:${TWO_DIGITS[Math.floor(seconds / 60) % 60]}:${TWO_DIGITS[seconds % 60]}`;
  const fraction = ms % 1000;
  return fraction === 0 ? `${day}${clock}Z` : `${day}${clock}.${String(fraction).padStart(3, '0')}Z`;
}
