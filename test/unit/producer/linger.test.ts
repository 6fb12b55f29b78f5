import type { Journal } from '../../../producer/keep/journal';
import { LowWaterMark } from '../../../producer/keep/low-water-mark';
import { Batcher } from '../../../producer/send/batcher';
import type { OutgoingRecord } from '../../../producer/send/outgoing-record';
import { Packer } from '../../../producer/send/packer';
import { RowReader } from '../../../telemetry/csv/row-reader';
import { DocumentMaker, type TripDocument } from '../../../telemetry/document';
import { KAGGLE_HEADER, kaggleRow, lines } from '../../support/trip-files';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function documents(count: number): readonly TripDocument[] {
  const rows = Array.from({ length: count }, (_, index) => kaggleRow(index));
  return new RowReader((header) => new DocumentMaker(header, 'trips.csv'))
    .push(lines(KAGGLE_HEADER, ...rows))
    .map(({ outcome }) => {
      if ('problems' in outcome) throw new Error('the test made a row that is not a trip');
      return outcome;
    });
}

function packer(lingerMs: number) {
  const records: OutgoingRecord[] = [];
  const journal = new LowWaterMark() as unknown as Journal;
  return { records, packer: new Packer(journal, { aggregation: true, lingerMs }, (record) => records.push(record)) };
}

it('emits a record when its first trip has waited long enough, however many follow', () => {
  const { records, packer: it } = packer(200);
  const [first, second, third] = documents(3) as [TripDocument, TripDocument, TripDocument];
  it.add(first, 2);
  jest.advanceTimersByTime(150);
  it.add(second, 3);
  jest.advanceTimersByTime(49);
  expect(records).toEqual([]);
  jest.advanceTimersByTime(1);
  expect(records.map(({ trips }) => trips)).toEqual([2]);
  it.add(third, 4);
  jest.advanceTimersByTime(199);
  expect(records).toHaveLength(1);
  jest.advanceTimersByTime(1);
  expect(records.map(({ trips }) => trips)).toEqual([2, 1]);
});

it('emits a full record at once, and leaves no timer behind', () => {
  const { records, packer: it } = packer(200);
  for (const [index, document] of documents(400).entries()) it.add(document, index + 2);
  expect(records.length).toBeGreaterThan(1);
  it.flush();
  expect(records.reduce((sum, { trips }) => sum + trips, 0)).toBe(400);
  expect(jest.getTimerCount()).toBe(0);
});

it('sends a batch when the first trip in it has waited long enough, counted from when it was read', () => {
  const batches: (readonly OutgoingRecord[])[] = [];
  const batcher = new Batcher(200, (records) => batches.push(records));
  const record = (since: number) => ({ partitionKey: 'k', data: Buffer.alloc(10), since }) as unknown as OutgoingRecord;
  batcher.add(record(Date.now() - 150));
  batcher.add(record(Date.now()));
  jest.advanceTimersByTime(49);
  expect(batches).toEqual([]);
  jest.advanceTimersByTime(1);
  expect(batches.map(({ length }) => length)).toEqual([2]);
});

it('counts partition keys against the size of a call', () => {
  const batches: (readonly OutgoingRecord[])[] = [];
  const batcher = new Batcher(200, (records) => batches.push(records));
  const record = {
    partitionKey: 'k'.repeat(24),
    data: Buffer.alloc(512 * 1024 - 24),
    since: 0,
  } as unknown as OutgoingRecord;
  batcher.add(record);
  batcher.add(record);
  expect(batches).toEqual([]);
  batcher.add(record);
  expect(batches.map(({ length }) => length)).toEqual([2]);
});
