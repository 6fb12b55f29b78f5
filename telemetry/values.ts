/** Reads one value of each kind, whether it comes as a CSV cell or as a JSON value. */
import type { Field } from './catalogue';
import type { Raw } from './problem';

/** Decimal notation as CSV and JSON have it; `Number` alone would also take '', ' ', '0x1F' and 'Infinity'. */
const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;

const FLAGS = new Map([
  ['Y', true],
  ['N', false],
  ['1', true],
  ['0', false],
  ['TRUE', true],
  ['FALSE', false],
]);

/** What files write where they have no value, upper case. */
const ABSENT = new Set(['', '-', 'NULL', '\\N', 'NA', 'NAN', 'NONE']);

/** True for what stands for no value: an absent cell, an empty one, `-`, `NULL`, `\N`, `NA`, `NaN`, `None`. */
export function isAbsent(raw: Raw | null | undefined): raw is null | undefined {
  if (raw === undefined || raw === null) return true;
  if (typeof raw !== 'string' || raw.length > 4) return false;
  // Most cells begin with a digit, and need no look-up.
  const first = raw.charCodeAt(0);
  return !(first >= 48 && first <= 57) && ABSENT.has(raw.toUpperCase());
}

/** Without blanks around it. Most text has none, and is seen to have none in a tenth of the time of `trim`. */
export function trimmed(text: string): string {
  return isPrinting(text.charCodeAt(0)) && isPrinting(text.charCodeAt(text.length - 1)) ? text : text.trim();
}

/** True for the printing characters of ASCII; false for NaN, what stands before an empty text. */
function isPrinting(character: number): boolean {
  return character > 32 && character < 127;
}

/** A finite number, or undefined. Blanks around it must be gone. */
export function readDecimal(raw: Raw): number | undefined {
  if (typeof raw === 'boolean' || (typeof raw === 'string' && !NUMBER.test(raw))) return undefined;
  const number = Number(raw);
  return Number.isFinite(number) ? number : undefined;
}

/** A whole number (`1` or `1.0`, as tools write columns with gaps) of 32 bits, the lake's `int`, or undefined. */
export function readInteger(raw: Raw): number | undefined {
  const number = readDecimal(raw);
  // The bitwise or makes a 32-bit number of it: what it changes does not fit.
  return number !== undefined && (number | 0) === number ? number | 0 : undefined;
}

/** `Y`, `N`, `1`, `0`, `true`, `false` in any case, or undefined. */
export function readFlag(raw: Raw): boolean | undefined {
  if (typeof raw === 'boolean') return raw;
  const text = String(raw);
  return FLAGS.get(text) ?? FLAGS.get(text.toUpperCase());
}

/**
 * A member of a field's closed set under its stored name: `VTS` and `2.0` are `2`.
 * A value outside the set comes back as it is: it is for the bounds to set such a trip apart.
 */
export function readCategory(raw: Raw, values: NonNullable<Field['values']>): string {
  const text = String(raw);
  const whole = readInteger(raw);
  const key = whole === undefined ? text.toUpperCase() : String(whole);
  // Its own keys only: 'constructor' is a property of every object, and no vendor.
  return (Object.hasOwn(values, key) ? values[key] : undefined) ?? text;
}
