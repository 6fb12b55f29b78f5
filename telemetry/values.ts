/** Reads one value of each kind from a CSV cell or a JSON value. */
import type { Field } from './catalogue';
import type { Raw } from './problem';

/**
 * Decimal notation in CSV and JSON; `Number` alone would also accept '', ' ', '0x1F' and
 * 'Infinity'.
 */
const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;

const FLAGS = new Map([
  ['Y', true],
  ['N', false],
  ['1', true],
  ['0', false],
  ['TRUE', true],
  ['FALSE', false],
]);

/** What files write for an absent value, in upper case. */
const ABSENT = new Set(['', '-', 'NULL', '\\N', 'NA', 'NAN', 'NONE']);

/** True for an absent value: no cell, an empty one, `-`, `NULL`, `\N`, `NA`, `NaN` or `None`. */
export function isAbsent(raw: Raw | null | undefined): raw is null | undefined {
  if (raw === undefined || raw === null) return true;
  if (typeof raw !== 'string' || raw.length > 4) return false;
  // Most cells begin with a digit and need no look-up.
  const first = raw.charCodeAt(0);
  return !(first >= 48 && first <= 57) && ABSENT.has(raw.toUpperCase());
}

/**
 * Trims a text. Most text has no blanks around it, and checking takes a tenth of the time of
 * `trim`.
 */
export function trimmed(text: string): string {
  return isPrinting(text.charCodeAt(0)) && isPrinting(text.charCodeAt(text.length - 1)) ? text : text.trim();
}

/**
 * True for printing ASCII characters; false for NaN, which `charCodeAt` returns for an empty text.
 */
function isPrinting(character: number): boolean {
  return character > 32 && character < 127;
}

/**
 * @param raw without blanks around it
 * @returns a finite number, or undefined
 */
export function readDecimal(raw: Raw): number | undefined {
  if (typeof raw === 'boolean' || (typeof raw === 'string' && !NUMBER.test(raw))) return undefined;
  const number = Number(raw);
  return Number.isFinite(number) ? number : undefined;
}

/**
 * @returns a whole number of 32 bits, the lake's `int`, from `1` or from `1.0`, as tools write
 *   columns with gaps; or undefined
 */
export function readInteger(raw: Raw): number | undefined {
  const number = readDecimal(raw);
  // The bitwise or makes it a 32-bit number: one that it changes does not fit.
  return number !== undefined && (number | 0) === number ? number | 0 : undefined;
}

/** `Y`, `N`, `1`, `0`, `true`, `false` in any case, or undefined. */
export function readFlag(raw: Raw): boolean | undefined {
  if (typeof raw === 'boolean') return raw;
  const text = String(raw);
  return FLAGS.get(text) ?? FLAGS.get(text.toUpperCase());
}

/**
 * Reads a member of a closed set as it is stored: `VTS` and `2.0` become `2`.
 * @returns a value outside the set unchanged: checking the bounds then finds the trip implausible
 */
export function readCategory(raw: Raw, values: NonNullable<Field['values']>): string {
  const text = String(raw);
  const whole = readInteger(raw);
  const key = whole === undefined ? text.toUpperCase() : String(whole);
  // Own keys only: 'constructor' is a property of every object and not a vendor.
  return (Object.hasOwn(values, key) ? values[key] : undefined) ?? text;
}
