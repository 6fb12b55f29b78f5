import { FIELDS, type FieldName } from '../../../telemetry/catalogue';
import { cleanse } from '../../../telemetry/cleanse';
import { type Raw, reason } from '../../../telemetry/problem';

const GOOD: Partial<Record<FieldName, Raw>> = {
  trip_id: 'id1',
  vendor_id: '1',
  pickup_at: '2016-01-01 10:00:00',
  dropoff_at: '2016-01-01 10:15:30',
};

const cleansed = (values: Partial<Record<FieldName, Raw | null>>) => cleanse(FIELDS.map(({ name }) => values[name]));
const trip = (values: Partial<Record<FieldName, Raw | null>>) => {
  const outcome = cleansed({ ...GOOD, ...values });
  if (!('trip' in outcome)) throw new Error(outcome.problems.map(reason).join());
  return outcome.trip;
};
const reasons = (values: Partial<Record<FieldName, Raw | null>>) => {
  const outcome = cleansed({ ...GOOD, ...values });
  return 'trip' in outcome ? [] : outcome.problems.map(reason);
};

it('derives an absent duration, and keeps one that is given', () => {
  expect(trip({}).duration_s).toBe(930);
  expect(trip({ duration_s: '849' }).duration_s).toBe(849);
});

it('leaves out absent values, however the file writes them', () => {
  for (const nothing of ['', ' ', '-', 'NULL', 'null', '\\N', 'NaN', 'NA', null])
    expect(trip({ passenger_count: nothing })).not.toHaveProperty('passenger_count');
});

it.each([
  ['vendor_id', 'CMT', '1'],
  ['vendor_id', 'vts', '2'],
  ['vendor_id', 'DDS', '3'],
  ['vendor_id', '2.0', '2'],
  ['vendor_id', 2, '2'],
  ['vendor_id', 'XYZ', 'XYZ'],
  ['vendor_id', 'constructor', 'constructor'],
  ['store_and_forward', 'Y', true],
  ['store_and_forward', 'n', false],
  ['store_and_forward', '1', true],
  ['store_and_forward', 0, false],
  ['store_and_forward', true, true],
  ['passenger_count', '1.0', 1],
  ['passenger_count', 3, 3],
  ['distance_miles', '.5', 0.5],
  ['distance_miles', ' 2.49 ', 2.49],
  ['distance_miles', '1e1', 10],
] as const)('reads %s %p as %p', (field, raw, value) => {
  expect(trip({ [field]: raw })[field]).toBe(value);
});

it.each([
  ['passenger_count', '1.5'],
  ['passenger_count', '9999999999'],
  ['passenger_count', 'two'],
  ['distance_miles', '0x10'],
  ['distance_miles', 'Infinity'],
  ['distance_miles', '1,5'],
  ['store_and_forward', 'maybe'],
  ['store_and_forward', 'toString'],
  ['dropoff_at', '2016-02-30 10:00:00'],
  ['pickup_at', 1451606400],
] as const)('refuses %s %p', (field, raw) => {
  expect(reasons({ [field]: raw })).toEqual([`${field}:malformed`]);
});

it('gives every reason, not only the first', () => {
  expect(reasons({ trip_id: '', pickup_at: null, passenger_count: 'x', distance_miles: 'y' })).toEqual([
    'trip_id:missing',
    'pickup_at:missing',
    'passenger_count:malformed',
    'distance_miles:malformed',
  ]);
});

it('reads the drop-off of the repeated hour after its pickup', () => {
  const { pickup_at, dropoff_at, duration_s } = trip({
    pickup_at: '2016-11-06 01:50:00',
    dropoff_at: '2016-11-06 01:05:00',
  });
  expect([pickup_at, dropoff_at, duration_s]).toEqual(['2016-11-06T05:50:00Z', '2016-11-06T06:05:00Z', 900]);
});

it('keeps the keys in the order of the catalogue', () => {
  const keys = Object.keys(trip({ source: 's', distance_miles: '1', passenger_count: '1' }));
  expect(keys).toEqual(FIELDS.map(({ name }) => name).filter((name) => keys.includes(name)));
});
