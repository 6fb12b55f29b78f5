/** Derives an id for rows that have none. */
import { hash } from 'node:crypto';

/**
 * The first 128 bits of the SHA-256 of the row's cells. The same row always has the same id, and
 * 10^12 different rows share an id with a probability below 10^-14.
 * @param cells all cells of the row, trimmed, also those that feed no field
 * @returns 32 hexadecimal digits
 */
export function deriveTripId(cells: readonly string[]): string {
  // No cell contains U+001F, the unit separator, so ['a,b'] and ['a', 'b'] differ.
  return hash('sha256', cells.join('\u001f'), 'hex').slice(0, 32);
}
