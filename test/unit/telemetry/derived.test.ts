import { FIELDS, VENDOR_IDS } from '../../../telemetry/catalogue';
import { glueColumns } from '../../../telemetry/glue-columns';
import { partitionKeys, partitionOf } from '../../../telemetry/partitions';
import { deriveTripId } from '../../../telemetry/trip-id';

describe('what is derived from the catalogue', () => {
  it('is this table of the lake', () => {
    const keys = partitionKeys({ from: 2009, to: 2035 });
    const columns = glueColumns(keys.map(({ name }) => name)).map(({ name, type }) => `${name} ${type}`);
    expect([...columns, ...keys.map(({ name, type, jq }) => `${name} ${type} = ${jq}`)]).toMatchSnapshot();
  });

  it('names no header twice, so that no column could feed two fields', () => {
    const headers = FIELDS.flatMap((field) => field.headers);
    expect(new Set(headers).size).toBe(headers.length);
    expect(headers.every((header) => header === header.toLowerCase().trim())).toBe(true);
  });

  it('stores only vendors that the partitions project', () => {
    const stored = Object.values(FIELDS.find(({ name }) => name === 'vendor_id')?.values ?? {});
    expect(new Set(stored)).toEqual(new Set(VENDOR_IDS));
  });
});

it('tells partitions apart by UTC hour and vendor', () => {
  const trip = { trip_id: 'a', pickup_at: '2016-01-01T05:59:59Z' };
  expect(partitionOf({ ...trip, vendor_id: '1' })).toBe('2016-01-01T05/1');
  expect(partitionOf(trip)).toBe('2016-01-01T05/');
});

it('derives the same id for the same row, and another for any other', () => {
  expect(deriveTripId(['1', 'a', 'b'])).toBe(deriveTripId(['1', 'a', 'b']));
  const ids = [
    ['1', 'a', 'b'],
    ['1', 'ab', ''],
    ['1', 'a,b'],
    ['1', 'a', 'B'],
  ].map(deriveTripId);
  expect(new Set(ids).size).toBe(4);
  expect(ids[0]).toMatch(/^[0-9a-f]{32}$/);
});
