import { FIELDS } from '../telemetry/catalogue';

/** Displaced points lie at most 6.2 km, 0.08°, outside the catalogue's bounds. */
const MARGIN = 0.1;

/** The grid's south-west corner in whole degrees, so far out that rows and columns are never negative. */
export function grid(): { readonly south: number; readonly west: number } {
  return { south: corner('dropoff_latitude'), west: corner('dropoff_longitude') };
}

function corner(name: string): number {
  const minimum = FIELDS.find((field) => field.name === name)?.minimum;
  if (minimum === undefined) throw new Error(`The catalogue has no minimum for ${name}: places need one.`);
  return Math.floor(minimum - MARGIN);
}
