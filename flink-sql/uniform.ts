/** Decimal digits that make one number. A distance of −ln(1 − u) then ends at 21 / ε, three kilometres. */
const DIGITS = 9;

/**
 * A number between 0 and 1, neither included, out of the column of a trip's digits.
 * @param position 0 for the first nine digits, 1 for the next, up to 6
 */
export function uniform(position: number): string {
  return `((CAST(SUBSTRING(digits, ${position * DIGITS + 1}, ${DIGITS}) AS DOUBLE) + 0.5E0) / 1.0E${DIGITS})`;
}
