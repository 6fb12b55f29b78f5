/** Checks that the SQL conditions agree with `telemetry/bounds`. */
import { ARE_LOCATED, isPlausible, reasons } from '../../../flink-sql/bounds-sql';
import { implausibilities } from '../../../telemetry/bounds';
import { FIELDS, type Trip } from '../../../telemetry/catalogue';
import { reason } from '../../../telemetry/problem';

const YEARS = { from: 2009, to: 2035 };
const reasonNames = [...reasons(YEARS).matchAll(/THEN '([^']+)'/g)].map(([, name]) => name);

/** Makes a trip whose values are all below their bounds, or all above them. */
function makeImplausibleTrip(by: 'minimum' | 'maximum'): Trip {
  const step = by === 'minimum' ? -1 : 1;
  const values = FIELDS.flatMap((field) => (field[by] === undefined ? [] : [[field.name, (field[by] ?? 0) + step]]));
  return {
    trip_id: 't',
    pickup_at: '1999-01-01T00:00:00Z',
    dropoff_at: '1998-01-01T00:00:00Z',
    ...Object.fromEntries(values),
  };
}

describe('the bounds as SQL', () => {
  it('know every reason for which a trip is implausible, under the same name', () => {
    const known = [
      ...implausibilities(makeImplausibleTrip('minimum'), YEARS),
      ...implausibilities(makeImplausibleTrip('maximum'), YEARS),
    ];
    const vendor = implausibilities({ trip_id: 't', pickup_at: '2016-01-01T00:00:00Z', vendor_id: '?' });
    const missing = ['trip_id:missing', 'pickup_at:missing'];
    const malformed = reasonNames.filter((name) => name?.endsWith(':malformed'));
    expect(new Set(reasonNames)).toEqual(
      new Set([...known, ...vendor].map(reason).concat(missing, malformed as string[])),
    );
    expect(malformed).toContain('duration_s:malformed');
  });

  it('let an absent value pass', () => {
    for (const line of isPlausible(YEARS).split('\n')) expect(line).toMatch(/\) IS NOT TRUE$/);
  });

  it('accept a value that equals its bound', () => {
    expect(isPlausible(YEARS)).toContain('(duration_s < 60) IS NOT TRUE');
    expect(isPlausible(YEARS)).toContain('(duration_s > 10800) IS NOT TRUE');
    expect(isPlausible(YEARS)).toContain("(pickup_at < '2009' OR pickup_at >= '2036') IS NOT TRUE");
  });

  it('require the coordinates of both ends', () => {
    expect(ARE_LOCATED).toBe(
      'pickup_longitude BETWEEN -74.3 AND -73.6 AND pickup_latitude BETWEEN 40.45 AND 41 AND ' +
        'dropoff_longitude BETWEEN -74.3 AND -73.6 AND dropoff_latitude BETWEEN 40.45 AND 41',
    );
  });
});
