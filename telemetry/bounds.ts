/**
 * Checks a readable trip: the catalogue's bounds, the vendors, the order of its times, the lake's
 * years.
 */
import { FIELDS, type Trip, VENDOR_IDS } from './catalogue';
import { type Problem, problem } from './problem';

/** UTC years of pickups that the lake's partition projection covers, both included. */
export interface LakeYears {
  readonly from: number;
  readonly to: number;
}

const BOUNDED = FIELDS.filter(({ minimum, maximum }) => minimum !== undefined || maximum !== undefined).map(
  ({ name, minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY }) => ({ name, minimum, maximum }),
);

const vendors = new Set(VENDOR_IDS);

/**
 * Finds everything that makes a trip implausible. Both ends of a bound are plausible, and no bound
 * applies to an absent value.
 * @param years queries of the lake cannot see trips outside of them; without it, any year is
 *   plausible
 * @returns an empty list for a plausible trip
 */
export function implausibilities(trip: Trip, years?: LakeYears): readonly Problem[] {
  const found: Problem[] = [];
  if (trip.vendor_id === undefined) found.push(problem('vendor_id', 'missing'));
  else if (!vendors.has(trip.vendor_id)) found.push(problem('vendor_id', 'unknown_value', trip.vendor_id));
  // All instants are written alike, in UTC, so they compare as text.
  if (trip.dropoff_at !== undefined && trip.dropoff_at < trip.pickup_at)
    found.push(problem('dropoff_at', 'before_pickup', trip.dropoff_at));
  for (const { name, minimum, maximum } of BOUNDED) {
    const value = trip[name] as number | undefined;
    if (value === undefined) continue;
    if (value < minimum) found.push(problem(name, 'below_minimum', value));
    else if (value > maximum) found.push(problem(name, 'above_maximum', value));
  }
  if (years && !isWithin(trip.pickup_at, years)) found.push(problem('pickup_at', 'outside_lake', trip.pickup_at));
  return found;
}

function isWithin(pickupAt: string, { from, to }: LakeYears): boolean {
  const year = Number(pickupAt.slice(0, 4));
  return year >= from && year <= to;
}
