/** The audit of a run, from files that were put where a run leaves them. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { balances, sumOf } from '../../../../../local/run/audit/audit';
import { auditRun } from '../../../../../local/run/audit/audit-run';
import { encodeAggregate } from '../../../../support/encode-aggregate';
import { WIRING } from './wiring';

const HEADER = 'id,vendor_id,pickup_datetime,dropoff_datetime,passenger_count';
const row = (id: string, passengers = 1) => `${id},1,2016-01-01 10:00:00,2016-01-01 10:10:00,${passengers}`;
const json = (id: string) => JSON.stringify({ trip_id: id, vendor_id: '1', pickup_at: '2016-01-01T15:00:00Z' });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tripstream-audit-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function put(file: string, text: string): Promise<string> {
  const target = path.join(folder, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, text);
  return target;
}

/** Writes a Parquet file of trips, each with id, duration and passengers. */
async function putParquet(file: string, trips: readonly (readonly [string, number, number])[]): Promise<void> {
  const target = await put(file, '');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const values = trips.map(
    ([id, duration, passengers]) => `('${id}', ${duration}::INTEGER, ${passengers}::INTEGER, TIMESTAMP '2026-01-01')`,
  );
  await connection.run(
    `COPY (SELECT * FROM (VALUES ${values.join()}) AS t (trip_id, duration_s, passenger_count, ingested_at)) TO '${target}' (FORMAT parquet)`,
  );
}

const draw = (...files: string[]) =>
  auditRun({ wiring: WIRING, stateFolder: folder, files, producerFolder: path.join(folder, 'producer') });

it('finds every trip where it went, so that nothing is lost', async () => {
  const file = await put(
    'trips.csv',
    [HEADER, row('in-lake'), row('set-apart', 0), row('broken'), row('given-up'), row('dead'), 'bad,1', ''].join('\n'),
  );
  await putParquet('lake/trips/year=2016/a.parquet', [['in-lake', 600, 1]]);
  await put(
    'lake/quarantine/2026/a',
    `${JSON.stringify({ trip_id: 'set-apart', reasons: ['passenger_count:below_minimum', 'x:y'] })}\n`,
  );
  const rawData = Buffer.from(`${json('broken')}\n`).toString('base64');
  await put('lake/errors/trips/processing-failed/a', `${JSON.stringify({ errorCode: 'Some.Error', rawData })}\n`);
  const data = encodeAggregate([{ partitionKey: 'k', data: Buffer.from(json('given-up')) }]).toString('base64');
  const payload = JSON.stringify({ Records: [{ kinesis: { partitionKey: 'k', data } }] });
  await put('failures/aws/lambda/m/shardId-0/2026/01/01/a', JSON.stringify({ payload }));
  await put(
    'producer/trips.csv.dead-letter.csv',
    `trip_id,vendor_id,pickup_at,dropoff_at\ndead,1,2016-01-01T15:00:00Z,2016-01-01T15:10:00Z\n`,
  );

  const audit = await draw(file);
  expect(audit).toEqual({
    rows_read: 6,
    in_lake: 1,
    quarantined: 1,
    quarantined_by_reason: { 'passenger_count:below_minimum': 1, 'x:y': 1 },
    rejected: 1,
    rejected_by_reason: { 'row:wrong_width': 1 },
    duplicates: 0,
    conflicting: 0,
    undelivered: 1,
    failed: 1,
    errored: 1,
    errored_by_reason: { 'Some.Error': 1 },
    lost: 0,
    redelivered: 0,
    lake: {
      trips: 1,
      duration_s: 600,
      passengers: 1,
      distance_miles: 0,
      rows: 1,
      partitions: 1,
      objects: 1,
      bytes: expect.any(Number),
    },
  });
  expect(balances(audit)).toBe(true);
});

it('says what is lost', async () => {
  const audit = await draw(await put('trips.csv', [HEADER, row('a'), row('b')].join('\n')));
  expect(audit).toMatchObject({ rows_read: 2, in_lake: 0, lost: 2 });
  expect(sumOf(audit)).toBe(2);
  expect(balances(audit)).toBe(false);
});

it('counts repeated rows from the files, and those with other content', async () => {
  const first = await put('one.csv', [HEADER, row('a'), row('a'), row('b')].join('\n'));
  const second = await put('two.csv', [HEADER, row('b', 2), row('c')].join('\n'));
  await putParquet(
    'lake/trips/year=2016/a.parquet',
    ['a', 'a', 'b', 'b', 'c'].map((id) => [id, 60, 1] as const),
  );
  const audit = await draw(first, second);
  expect(audit).toMatchObject({ rows_read: 5, in_lake: 3, duplicates: 2, conflicting: 1, lost: 0, redelivered: 0 });
  expect(audit.lake).toMatchObject({ trips: 3, rows: 5, duration_s: 180 });
});

it('counts copies beyond the rows read, but not in the sum', async () => {
  await putParquet(
    'lake/trips/year=2016/a.parquet',
    ['a', 'a', 'a'].map((id) => [id, 60, 1] as const),
  );
  const audit = await draw(await put('one.csv', [HEADER, row('a'), row('a')].join('\n')));
  expect(audit).toMatchObject({ rows_read: 2, in_lake: 1, duplicates: 1, redelivered: 1 });
  expect(balances(audit)).toBe(true);
});

it('ignores trips in the lake that come from other files', async () => {
  await putParquet('lake/trips/year=2016/a.parquet', [
    ['other', 60, 1],
    ['a', 70, 2],
  ]);
  expect(await draw(await put('one.csv', [HEADER, row('a')].join('\n')))).toMatchObject({
    rows_read: 1,
    in_lake: 1,
    lake: { trips: 1, duration_s: 70 },
  });
});

it('counts an oversize document in parts once', async () => {
  const part = (n: number) => `${JSON.stringify({ trip_id: 'a', reasons: ['r:s'], part: n, parts: 2 })}\n`;
  await put('lake/quarantine/2026/a', part(1) + part(2));
  expect(await draw(await put('one.csv', [HEADER, row('a')].join('\n')))).toMatchObject({
    quarantined: 1,
    quarantined_by_reason: { 'r:s': 1 },
  });
});
