import type { Trip } from '../../../telemetry/catalogue';
import { reason } from '../../../telemetry/problem';
import { readTrip, writeTrip } from '../../../telemetry/trip-json';

const TRIP: Trip = {
  trip_id: 'id0190469',
  vendor_id: '2',
  pickup_at: '2016-01-01T05:00:00Z',
  dropoff_at: '2016-01-01T05:14:00Z',
  passenger_count: 5,
  pickup_longitude: -73.98174286,
  pickup_latitude: 40.71915817,
  dropoff_longitude: -73.93882751,
  dropoff_latitude: 40.82918167,
  store_and_forward: false,
  distance_miles: 7.928829612,
  duration_s: 849,
  source: 'taxi.csv',
};

it('writes what JSON.parse reads back, key for key', () => {
  expect(JSON.parse(writeTrip(TRIP))).toEqual(TRIP);
  expect(writeTrip(TRIP)).toBe(JSON.stringify(TRIP));
});

it.each(['a"b', 'back\\slash', 'line\nbreak', 'tab\t', 'naïve – 東京', '🚕', '\ud800', '\u2028', ''])(
  'writes the text %j as JSON',
  (text) => {
    expect(JSON.parse(writeTrip({ ...TRIP, source: text }))).toEqual(
      JSON.parse(JSON.stringify({ ...TRIP, source: text })),
    );
    expect(writeTrip({ ...TRIP, source: text })).not.toContain('\n');
  },
);

it('reads the same trip from its own JSON', () => {
  expect(readTrip(writeTrip(TRIP))).toEqual({ trip: TRIP });
});

it('reads what other senders write, and ignores fields it does not know', () => {
  const outcome = readTrip(
    '{"trip_id":7,"vendor_id":"CMT","pickup_at":"1/1/2016 0:00","fare":12,"passenger_count":"2"}',
  );
  expect(outcome).toEqual({
    trip: { trip_id: '7', vendor_id: '1', pickup_at: '2016-01-01T05:00:00Z', passenger_count: 2 },
  });
});

it.each([
  ['not json', 'document:not_json'],
  ['', 'document:not_json'],
  ['[1,2]', 'document:not_an_object'],
  ['null', 'document:not_an_object'],
  ['"text"', 'document:not_an_object'],
  ['{"trip_id":"1","pickup_at":"2016-01-01T05:00:00Z","distance_miles":{"km":3}}', 'distance_miles:malformed'],
  ['{"trip_id":"1","pickup_at":"2016-01-01T05:00:00Z","distance_miles":1e999}', 'distance_miles:malformed'],
])('says what is wrong with %s', (json, expected) => {
  const outcome = readTrip(json);
  expect('problems' in outcome && outcome.problems.map(reason)).toEqual([expected]);
});
