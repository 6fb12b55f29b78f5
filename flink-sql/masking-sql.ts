/** Numbers and constants of the SQL that masks trips: the noise, and the grid of places. */
import { FIELDS } from '../telemetry/catalogue';

/** Decimal digits that make one number. A distance of −ln(1 − u) then ends at 21 / ε, 3 km. */
const DIGITS = 9;

/**
 * A number between 0 and 1, both excluded, from the column `digits` of a trip.
 * @param position 0 for the first nine digits, 1 for the next nine, up to 6
 */
export function uniform(position: number): string {
  return `((CAST(SUBSTRING(digits, ${position * DIGITS + 1}, ${DIGITS}) AS DOUBLE) + 0.5E0) / 1.0E${DIGITS})`;
}

/** Displaced points are at most 6.2 km, 0.08°, outside the catalogue's bounds. */
const MARGIN = 0.1;

/**
 * The grid's south-west corner in whole degrees, so far out that rows and columns are never
 * negative.
 */
export function grid(): { readonly south: number; readonly west: number } {
  return { south: corner('dropoff_latitude'), west: corner('dropoff_longitude') };
}

function corner(name: string): number {
  const minimum = FIELDS.find((field) => field.name === name)?.minimum;
  if (minimum === undefined) throw new Error(`The catalogue has no minimum for ${name}: places need one.`);
  return Math.floor(minimum - MARGIN);
}
