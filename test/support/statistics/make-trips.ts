/** Makes trips for Flink from a seed, and records that are wrong in every known way. */
import { Random } from '../../../samples/random';
import type { Trip } from '../../../telemetry/catalogue';
import { writeInstant } from '../../../telemetry/instant';

const HOUR = 3_600_000;

/** New York days: the UTC instant at which each begins, and its length in hours. */
const DAYS = [
  { begins: Date.UTC(2016, 0, 3, 5), hours: 24 },
  // The clocks go back from 2:00 to 1:00: the hour from 1:00 occurs twice.
  { begins: Date.UTC(2015, 10, 1, 4), hours: 25 },
  // The clocks go forward from 2:00 to 3:00: the hour from 2:00 does not occur.
  { begins: Date.UTC(2016, 2, 13, 5), hours: 23 },
] as const;

const PLACES = [
  { weight: 5, longitude: -73.9857, latitude: 40.7484 },
  { weight: 3, longitude: -73.7781, latitude: 40.6413 },
  { weight: 2, longitude: -74.0134, latitude: 40.7127 },
] as const;

/**
 * Makes trips on three days, in no order of time. Each optional value (an end's coordinates, the
 * duration, the distance, the passengers) is missing from one trip in fifty.
 */
export function makeTrips(seed: number, count: number): readonly Trip[] {
  const random = new Random(seed);
  return Array.from({ length: count }, (_, index) => {
    const day = DAYS[random.below(DAYS.length)] ?? DAYS[0];
    return makeTrip(random, `trip-${seed}-${index}`, day.begins + Math.floor(random.next() * day.hours * HOUR));
  });
}

/** Makes trips on 2016-01-10, with 40 each from 8:00 and from 17:00, and fewer in other hours. */
export function dayWithTie(seed: number): readonly Trip[] {
  const random = new Random(seed);
  const midnight = Date.UTC(2016, 0, 10, 5);
  return [8, 11, 17, 20].flatMap((hour) =>
    Array.from({ length: hour === 8 || hour === 17 ? 40 : 39 }, (_, index) =>
      makeTrip(random, `tie-${hour}-${index}`, midnight + hour * HOUR + index * 60_000),
    ),
  );
}

function makeTrip(random: Random, trip_id: string, pickup: number): Trip {
  const trip: Trip = {
    trip_id,
    vendor_id: String(1 + random.below(2)),
    pickup_at: writeInstant(pickup - (pickup % 1000)),
    ...duration(random, pickup),
    ...end(random, 'pickup'),
    ...end(random, 'dropoff'),
  };
  if (random.below(50) > 0) trip.passenger_count = 1 + random.below(6);
  if (random.below(50) > 0) trip.distance_miles = Number((random.next() * 12).toFixed(random.below(8)));
  return trip;
}

function duration(random: Random, pickup: number): Pick<Trip, 'duration_s' | 'dropoff_at'> {
  if (random.below(50) === 0) return {};
  const seconds = Math.round(Math.exp(6.4 + 0.65 * random.normal()));
  const duration_s = Math.min(10_800, Math.max(60, seconds));
  return { duration_s, dropoff_at: writeInstant(pickup - (pickup % 1000) + duration_s * 1000) };
}

function end(random: Random, name: 'pickup' | 'dropoff'): Partial<Trip> {
  if (random.below(50) === 0) return {};
  const { longitude, latitude } = random.weighted(PLACES);
  return {
    [`${name}_longitude`]: Number((longitude + 0.004 * random.normal()).toFixed(6)),
    [`${name}_latitude`]: Number((latitude + 0.003 * random.normal()).toFixed(6)),
  };
}

/** The fields of a sound trip, to be spoilt one at a time. */
const SOUND = { vendor_id: '2', pickup_at: '2016-01-03T12:00:00Z', duration_s: 600, passenger_count: 1 } as const;

/** Records outside the catalogue's bounds, with the reasons that `telemetry/problem` gives. */
export const OUTSIDE: readonly {
  readonly record: Readonly<Record<string, unknown>>;
  readonly reasons: readonly string[];
}[] = [
  { record: { ...SOUND, trip_id: 'short', duration_s: 59 }, reasons: ['duration_s:below_minimum'] },
  { record: { ...SOUND, trip_id: 'long', duration_s: 10_801 }, reasons: ['duration_s:above_maximum'] },
  {
    record: { ...SOUND, trip_id: 'twice wrong', passenger_count: 0, vendor_id: '9' },
    reasons: ['vendor_id:unknown_value', 'passenger_count:below_minimum'],
  },
  { record: { ...SOUND, trip_id: 'no vendor', vendor_id: undefined }, reasons: ['vendor_id:missing'] },
  {
    record: { ...SOUND, trip_id: 'back in time', dropoff_at: '2016-01-03T11:59:59Z' },
    reasons: ['dropoff_at:before_pickup'],
  },
  {
    record: { ...SOUND, trip_id: 'at sea', pickup_longitude: 0, pickup_latitude: 0 },
    reasons: ['pickup_longitude:above_maximum', 'pickup_latitude:below_minimum'],
  },
  { record: { ...SOUND, trip_id: 'far off', distance_miles: -0.1 }, reasons: ['distance_miles:below_minimum'] },
  { record: { ...SOUND, trip_id: 'to come', pickup_at: '2999-01-01T00:00:00Z' }, reasons: ['pickup_at:outside_lake'] },
  { record: { ...SOUND, trip_id: 'long ago', pickup_at: '2008-12-31T23:59:59Z' }, reasons: ['pickup_at:outside_lake'] },
  // A record without an id or a readable pickup is not a trip: nothing else is checked.
  { record: { ...SOUND, duration_s: 1 }, reasons: ['trip_id:missing'] },
  { record: { ...SOUND, trip_id: 'unreadable', pickup_at: 'soon', duration_s: 1 }, reasons: ['pickup_at:malformed'] },
  { record: { ...SOUND, trip_id: 'no number', passenger_count: 'some' }, reasons: ['passenger_count:malformed'] },
  { record: { ...SOUND, trip_id: 'no zone', pickup_at: '2016-01-03T12:00:00' }, reasons: ['pickup_at:malformed'] },
  { record: { ...SOUND, trip_id: 'no hour', pickup_at: '2016-01-03T25:00:00Z' }, reasons: ['pickup_at:malformed'] },
  { record: { ...SOUND, trip_id: 'no day', pickup_at: '2016-02-30T12:00:00Z' }, reasons: ['pickup_at:malformed'] },
];

/** Plausible trips with values that fail a job which expects numbers of an ordinary size. */
export const ODD: readonly Trip[] = [
  { ...SOUND, trip_id: 'odd-1', distance_miles: 1e300, dropoff_latitude: 40.7 },
  { ...SOUND, trip_id: 'odd "2" of O\'Hare', distance_miles: 1e9, pickup_at: '2016-01-03T12:00:00.250Z' },
];

/** Texts that are not JSON, or not a JSON object. */
export const NO_JSON: readonly string[] = ['{"trip_id": "x', 'trip', '', '[1]', 'null', '42', '"trip"'];
