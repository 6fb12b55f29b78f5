/** What makes a readable trip implausible: bounds of the catalogue, a closed set, the order of its times, the lake's years. */
import { FIELDS, type Trip, VENDOR_IDS } from './catalogue';
import { type Problem, problem } from './problem';

/** The years that the lake's partition projection covers, both included, by the pickup's UTC year. */
export interface LakeYears {
  readonly from: number;
  readonly to: number;
}

const BOUNDED = FIELDS.filter(({ minimum, maximum }) => minimum !== undefined || maximum !== undefined).map(
  ({ name, minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY }) => ({ name, minimum, maximum }),
);

const vendors = new Set(VENDOR_IDS);

/**
 * Everything that makes a trip implausible; an empty list for a plausible one.
 * A bound does not apply to a value that is absent. Both ends of a bound are plausible.
 * @param years years outside of which a trip would be invisible to queries of the lake; without them none is
 */
export function implausibilities(trip: Trip, years?: LakeYears): readonly Problem[] {
  const found: Problem[] = [];
  if (trip.vendor_id === undefined) found.push(problem('vendor_id', 'missing'));
  else if (!vendors.has(trip.vendor_id)) found.push(problem('vendor_id', 'unknown_value', trip.vendor_id));
  // Instants in UTC are written alike, so that they compare as text.
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
