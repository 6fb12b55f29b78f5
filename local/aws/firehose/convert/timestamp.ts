/**
 * Converts the timestamps that the OpenX JSON SerDe reads to the one form that DuckDB reads:
 * `yyyy-MM-dd HH:mm:ss[.S]`.
 */

/**
 * `yyyy-MM-dd'T'HH:mm:ss[.S]'Z'` or `yyyy-MM-dd HH:mm:ss[.S]`, with up to 9 digits of a fraction.
 */
const TEXT =
  /^\d{4}-(\d\d)-(\d\d)(?:T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?Z|[ ]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?)$/;
const DAYS_IN_MONTH = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** Ten digits are seconds since 1970, thirteen are milliseconds. */
const FIRST_MILLISECONDS = 1e11;

/** @returns `undefined` for a value that is not a timestamp. */
export function readTimestamp(value: unknown): string | undefined {
  if (typeof value === 'number') return fromEpoch(value);
  if (typeof value !== 'string') return undefined;
  const match = TEXT.exec(value);
  if (!match || !isDay(value, Number(match[1]), Number(match[2]))) return undefined;
  return value[10] === 'T' ? `${value.slice(0, 10)} ${value.slice(11, -1)}` : value;
}

function isDay(text: string, month: number, day: number): boolean {
  if (day < 1 || day > (DAYS_IN_MONTH[month] ?? 0)) return false;
  return month !== 2 || day < 29 || isLeap(Number(text.slice(0, 4)));
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function fromEpoch(value: number): string | undefined {
  const instant = new Date(Math.abs(value) < FIRST_MILLISECONDS ? value * 1000 : value);
  return Number.isNaN(instant.getTime()) ? undefined : readTimestamp(instant.toISOString());
}
