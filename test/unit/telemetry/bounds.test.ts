import { implausibilities } from '../../../telemetry/bounds';
import type { Trip } from '../../../telemetry/catalogue';
import { reason } from '../../../telemetry/problem';

const TRIP: Trip = {
  trip_id: 'id1',
  vendor_id: '1',
  pickup_at: '2016-01-01T10:00:00Z',
  dropoff_at: '2016-01-01T10:15:00Z',
  passenger_count: 1,
  pickup_longitude: -74,
  pickup_latitude: 40.7,
  dropoff_longitude: -73.9,
  dropoff_latitude: 40.8,
  distance_miles: 3,
  duration_s: 900,
};
const reasons = (changes: Partial<Trip>, years?: { from: number; to: number }) =>
  implausibilities({ ...TRIP, ...changes }, years).map(reason);

it('finds nothing in a plausible trip, nor at the bounds themselves', () => {
  expect(reasons({})).toEqual([]);
  expect(
    reasons({ pickup_longitude: -74.3, dropoff_longitude: -73.6, pickup_latitude: 40.45, dropoff_latitude: 41 }),
  ).toEqual([]);
  expect(reasons({ duration_s: 60 })).toEqual([]);
  expect(reasons({ duration_s: 10_800, distance_miles: 0 })).toEqual([]);
});

it.each([
  [{ pickup_longitude: -74.31 }, 'pickup_longitude:below_minimum'],
  [{ dropoff_longitude: 0 }, 'dropoff_longitude:above_maximum'],
  [{ pickup_latitude: 0 }, 'pickup_latitude:below_minimum'],
  [{ dropoff_latitude: 41.01 }, 'dropoff_latitude:above_maximum'],
  [{ duration_s: 59 }, 'duration_s:below_minimum'],
  [{ duration_s: 10_801 }, 'duration_s:above_maximum'],
  [{ passenger_count: 0 }, 'passenger_count:below_minimum'],
  [{ distance_miles: -0.1 }, 'distance_miles:below_minimum'],
  [{ pickup_zone_id: 266 }, 'pickup_zone_id:above_maximum'],
  [{ dropoff_at: '2016-01-01T09:59:59Z' }, 'dropoff_at:before_pickup'],
  [{ vendor_id: 'XYZ' }, 'vendor_id:unknown_value'],
] as const)('sets %j apart as %s', (changes, expected) => {
  expect(reasons(changes)).toEqual([expected]);
});

it('finds a trip without a vendor implausible, as it would have no partition', () => {
  const { vendor_id: _, ...trip } = TRIP;
  expect(implausibilities(trip).map(reason)).toEqual(['vendor_id:missing']);
});

it('applies no bound to an absent value', () => {
  const { trip_id, vendor_id, pickup_at } = TRIP;
  expect(implausibilities({ trip_id, vendor_id: vendor_id ?? '', pickup_at })).toEqual([]);
});

it('finds trips outside the years of the lake implausible if years are given', () => {
  const years = { from: 2016, to: 2020 };
  expect(reasons({ pickup_at: '2015-12-31T23:59:59Z' }, years)).toEqual(['pickup_at:outside_lake']);
  expect(reasons({ pickup_at: '2021-01-01T00:00:00Z', dropoff_at: '2021-01-01T00:10:00Z' }, years)).toEqual([
    'pickup_at:outside_lake',
  ]);
  expect(reasons({ pickup_at: '2015-12-31T23:59:59Z' })).toEqual([]);
});

it('gives every reason', () => {
  expect(reasons({ passenger_count: 0, duration_s: 1, pickup_longitude: 0 })).toHaveLength(3);
});
