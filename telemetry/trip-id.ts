import { hash } from 'node:crypto';

/**
 * The id of a row that has none: the first 128 bits of the SHA-256 of its cells, so that the same row always gives the
 * same id and 10^12 different rows share one with a probability below 10^-14.
 * @param cells all cells of the row, also those that no field is read from, trimmed
 * @returns 32 hexadecimal digits
 */
export function deriveTripId(cells: readonly string[]): string {
  // U+001F, the unit separator, stands in no cell: ['a,b'] and ['a', 'b'] differ.
  return hash('sha256', cells.join('\u001f'), 'hex').slice(0, 32);
}
