/**
 * Tells whether part of a line is a number that is valid JSON and keeps its value when it is read.
 */

/**
 * Digits that always fit a 32-bit integer, and characters that always fit a double (IEEE 754: 15
 * digits).
 */
const INTEGER_DIGITS = 9;
const DECIMAL_CHARACTERS = 15;

const [MINUS, POINT, ZERO, NINE] = [45, 46, 48, 57] as const;

export function isDigit(character: number): boolean {
  return character >= ZERO && character <= NINE;
}

/** True for digits alone, without a leading zero. */
export function isPlainInteger(text: string, start: number, end: number): boolean {
  if (end - start > INTEGER_DIGITS || digitsFrom(text, start, end) !== end) return false;
  return end === start + 1 || text.charCodeAt(start) !== ZERO;
}

/** True for JSON's grammar without an exponent: `-73.98`, `0.5`, `12`. */
export function isPlainDecimal(text: string, start: number, end: number): boolean {
  if (end - start > DECIMAL_CHARACTERS) return false;
  const first = text.charCodeAt(start) === MINUS ? start + 1 : start;
  const point = digitsFrom(text, first, end);
  if (point === first || (point > first + 1 && text.charCodeAt(first) === ZERO)) return false;
  if (point === end) return true;
  return text.charCodeAt(point) === POINT && point + 1 < end && digitsFrom(text, point + 1, end) === end;
}

/** @returns the index after the digits that begin at `start` */
function digitsFrom(text: string, start: number, end: number): number {
  let index = start;
  while (index < end && isDigit(text.charCodeAt(index))) index += 1;
  return index;
}
