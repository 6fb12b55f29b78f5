import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deaggregate } from '../../../common/kpl/decode';
import type { EntryResult } from '../../../producer/send/sender';
import { acceptRecord, prepare, Stream, tripsOf } from '../../support/producer-run';
import { KAGGLE_HEADER, kaggleFile, kaggleRow, lines, put, temporaryFolder } from '../../support/trip-files';

const MIB = 1024 * 1024;

function fileOf(count: number): string {
  return put(temporaryFolder(), 'trips.csv', kaggleFile(count));
}

it('packs trips into records of at most 48 KiB, all under the key of the first', async () => {
  const stream = new Stream();
  const { run } = await prepare([fileOf(1_000)], stream.put);
  await run.execute();
  expect(stream.trips.map(({ trip_id }) => trip_id)).toEqual(Array.from({ length: 1_000 }, (_, n) => `id${n + 1}`));
  for (const record of stream.records) {
    expect(record.data.length).toBeLessThanOrEqual(48 * 1024);
    const keys = new Set(deaggregate(record).map(({ partitionKey }) => partitionKey));
    expect([...keys]).toEqual([record.partitionKey]);
    expect(tripsOf(record)[0]?.trip_id).toBe(record.partitionKey);
  }
  expect(stream.records.length).toBeLessThan(12);
});

it('spreads its keys over the shards', async () => {
  const stream = new Stream();
  const { run } = await prepare(['--no-aggregation', fileOf(1_000)], stream.put);
  await run.execute();
  const shards = [0, 0, 0, 0];
  for (const { partitionKey } of stream.records) {
    const shard = (createHash('md5').update(partitionKey).digest()[0] ?? 0) >> 6;
    shards[shard] = (shards[shard] ?? 0) + 1;
  }
  expect(Math.min(...shards)).toBeGreaterThan(200);
});

it('sends a record for each trip without aggregation, at most 500 in a call', async () => {
  const stream = new Stream();
  const { run } = await prepare(['--no-aggregation', fileOf(1_200)], stream.put);
  await run.execute();
  expect(stream.calls.map((records) => records.length)).toEqual([500, 500, 200]);
  expect(stream.records.map(({ partitionKey }) => partitionKey)).toEqual(stream.trips.map(({ trip_id }) => trip_id));
});

it('keeps calls to 1 MiB', async () => {
  const stream = new Stream();
  const { run } = await prepare([fileOf(10_000)], stream.put);
  await run.execute();
  const sizes = stream.calls.map((records) => records.reduce((sum, { data }) => sum + data.length, 0));
  expect(sizes.length).toBeGreaterThan(2);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(MIB);
});

it('sends a trip that no aggregate holds as a record of its own, in its place', async () => {
  const stream = new Stream();
  const long = `id${'x'.repeat(60_000)}`;
  const path = put(
    temporaryFolder(),
    'trips.csv',
    lines(KAGGLE_HEADER, kaggleRow(1), kaggleRow(2).replace('id2', long), kaggleRow(3)),
  );
  const { run } = await prepare([path], stream.put);
  await run.execute();
  expect(stream.records.map(({ trips }) => trips)).toEqual([1, 1, 1]);
  expect(stream.trips.map(({ trip_id }) => trip_id)).toEqual(['id1', long, 'id3']);
  expect(stream.records[1]?.partitionKey).toHaveLength(256);
});

it('gives up a trip of more than 1 MiB at once, with the reason', async () => {
  const stream = new Stream();
  // With three bytes per character the line is short enough, but its UTF-8 is not.
  const path = put(
    temporaryFolder(),
    'trips.csv',
    lines(KAGGLE_HEADER, kaggleRow(1).replace('id1', '€'.repeat(400_000))),
  );
  const { run, tally } = await prepare([path], stream.put);
  await run.execute();
  expect(stream.calls).toEqual([]);
  expect(tally.counts(false)).toMatchObject({ dead_lettered: 1, dead_lettered_by_reason: { RecordTooLarge: 1 } });
});

it('sends only the refused entries of an answer again', async () => {
  const calls: string[][] = [];
  const { run, tally } = await prepare(['--no-aggregation', fileOf(6)], async (records) => {
    calls.push(records.map(({ partitionKey }) => partitionKey));
    const refuses = calls.length === 1 ? ['id2', 'id5'] : calls.length === 2 ? ['id5'] : [];
    return records.map(
      ({ partitionKey }): EntryResult =>
        refuses.includes(partitionKey) ? { errorCode: 'ProvisionedThroughputExceededException' } : acceptRecord(),
    );
  });
  await run.execute();
  expect(calls).toEqual([['id1', 'id2', 'id3', 'id4', 'id5', 'id6'], ['id2', 'id5'], ['id5']]);
  expect(tally.counts(false)).toMatchObject({
    trips_sent: 6,
    requests: 3,
    retries: 3,
    throttled: 3,
    errors: { ProvisionedThroughputExceededException: 3 },
  });
});

it('keeps undelivered trips in a file that it can read, with their source', async () => {
  const refusing = async (records: readonly unknown[]) => records.map(() => ({ errorCode: 'InternalFailure' }));
  const first = await prepare(['--retries', '2', '--source', 'meter, "new"', fileOf(300)], refusing);
  await first.run.execute();
  expect(first.tally.counts(false)).toMatchObject({
    trips_sent: 0,
    dead_lettered: 300,
    dead_lettered_by_reason: { InternalFailure: 300 },
  });

  const [journal] = first.journals;
  const stream = new Stream();
  const second = await prepare([journal?.kept.deadLetters ?? ''], stream.put);
  await second.run.execute();
  const direct = new Stream();
  await (await prepare(['--source', 'meter, "new"', fileOf(300)], direct.put)).run.execute();
  expect(stream.trips).toEqual(direct.trips);
});

it('keeps every row that is not a trip, with its line and all of its reasons', async () => {
  const stream = new Stream();
  const bad = kaggleRow(2).replace('2016-03-14 08:02:00', 'yesterday').replace(',1,-73', ',many,-73');
  const path = put(temporaryFolder(), 'trips.csv', lines(KAGGLE_HEADER, kaggleRow(1), bad, 'short,row', kaggleRow(3)));
  const { run, tally, journals, log } = await prepare([path], stream.put);
  await run.execute();
  const rejects = readFileSync(journals[0]?.kept.rejects ?? '', 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(rejects).toEqual([
    expect.objectContaining({
      file: path,
      line: 3,
      reasons: ['pickup_at:malformed', 'passenger_count:malformed'],
      row: bad,
    }),
    expect.objectContaining({ line: 4, reasons: ['row:wrong_width'], row: 'short,row' }),
  ]);
  expect(tally.counts(false)).toMatchObject({ rows_read: 4, trips_sent: 2, rejected: 2 });
  expect(log).toContainEqual(expect.stringContaining('line 3 is not a trip'));
});

it('keeps the source of a row that has one, and writes its own if it has none', async () => {
  const stream = new Stream();
  const header = `${KAGGLE_HEADER},source`;
  const path = put(temporaryFolder(), 'again.csv', lines(header, `${kaggleRow(1)},january.csv`, `${kaggleRow(2)},`));
  await (await prepare([path], stream.put)).run.execute();
  expect(stream.trips.map(({ source }) => source)).toEqual(['january.csv', 'again.csv']);
});

it('reads no further than the stream takes, so that its memory is bounded', async () => {
  const waiting: (() => void)[] = [];
  const { run, tally } = await prepare(['--no-aggregation', '--concurrency', '1', fileOf(5_000)], async (records) => {
    await new Promise<void>((answered) => waiting.push(answered));
    return records.map(acceptRecord);
  });
  const running = run.execute();
  while (waiting.length === 0) await new Promise(setImmediate);
  for (let turn = 0; turn < 100; turn++) await new Promise(setImmediate);
  // A call in flight, one that waits for it, and one that is not full.
  expect(tally.rowsRead).toBeLessThanOrEqual(1_500);
  const release = setInterval(() => waiting.shift()?.(), 1);
  await running;
  clearInterval(release);
  expect(tally.tripsSent).toBe(5_000);
});

it('has as many requests in flight as --concurrency allows, and no more', async () => {
  let inFlight = 0;
  let most = 0;
  const { run } = await prepare(['--no-aggregation', '--concurrency', '3', fileOf(5_000)], async (records) => {
    most = Math.max(most, ++inFlight);
    while (most < 3) await new Promise(setImmediate);
    // Time for a fourth to come, if it may.
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
    inFlight -= 1;
    return records.map(acceptRecord);
  });
  await run.execute();
  expect(most).toBe(3);
});
