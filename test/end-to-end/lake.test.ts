/** Runs the lake half on a file, and compares the lake with a query on that file. */
import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { sampleLines } from '../../samples/trips';
import { type Report, ROOT, type Run, runNode, start, synthesiseOnce, temporaryFolder } from './pipeline';

/**
 * SQL that selects the plausible trips of the sample, independent of the code under test. It first
 * removes the comma in quoted dates: a line that still has a quote is an unclosed one.
 */
const CLEAN = (file: string) => `
  WITH line AS (
    SELECT regexp_replace(unnest(string_split(content, chr(13) || chr(10))[3:]), '"([^",]*), ([^"]*)"', '\\1 \\2', 'g') AS text
    FROM read_text('${file}')
  ), cell AS (SELECT string_split(text, ',') AS c FROM line WHERE NOT contains(text, '"')),
  row AS (
    SELECT c[2] AS id, CASE c[3] WHEN 'CMT' THEN '1' WHEN 'VTS' THEN '2' ELSE c[3] END AS vendor,
      coalesce(try_strptime(c[4], '%Y-%m-%d %H:%M:%S'), try_strptime(c[4], '%-m/%-d/%Y %-I:%M:%S %p')) AS pickup,
      coalesce(try_strptime(c[5], '%Y-%m-%d %H:%M:%S'), try_strptime(c[5], '%-m/%-d/%Y %-I:%M:%S %p')) AS dropoff,
      c[6] AS passengers, c[7]::DOUBLE AS lon, c[8]::DOUBLE AS lat, c[9]::DOUBLE AS to_lon, c[10]::DOUBLE AS to_lat,
      c[12]::DOUBLE AS miles, try_cast(c[13] AS INT) AS seconds
    FROM cell WHERE len(c) = 13 OR (len(c) = 15 AND c[14] || c[15] = '')
  )
  SELECT DISTINCT ON (id) id, vendor, seconds, try_cast(passengers AS INT) AS passengers,
    timezone('UTC', timezone('America/New_York', pickup)) AS picked_up
  FROM row
  WHERE pickup <= dropoff AND (passengers = '-' OR try_cast(passengers AS INT) >= 1) AND vendor IN ('1', '2')
    AND seconds BETWEEN 60 AND 10800 AND miles >= 0
    AND lon BETWEEN -74.3 AND -73.6 AND to_lon BETWEEN -74.3 AND -73.6
    AND lat BETWEEN 40.45 AND 41 AND to_lat BETWEEN 40.45 AND 41`;

describe('npm start on a file', () => {
  const folder = temporaryFolder('lake');
  const file = path.join(folder, 'week.csv');
  const lake = path.join(folder, 'state', 'lake', 'trips');
  let run: Run & { report: Report };

  beforeAll(async () => {
    writeFileSync(file, `${sampleLines(7, 4_000).join('\r\n')}\r\n`);
    run = await start(folder, file, '--lake-only', '--assembly', await synthesiseOnce());
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('accounts for every row, and loses none', () => {
    const { rows_read, in_lake, quarantined, rejected, duplicates, lost, undelivered, failed, errored, redelivered } =
      run.report;
    expect({ rows_read, rejected, duplicates }).toEqual({ rows_read: 4_055, rejected: 31, duplicates: 55 });
    expect({ lost, undelivered, failed, errored, redelivered }).toEqual({
      lost: 0,
      undelivered: 0,
      failed: 0,
      errored: 0,
      redelivered: 0,
    });
    expect(in_lake + quarantined + rejected + duplicates).toBe(rows_read);
    expect({ in_lake, quarantined }).toEqual({ in_lake: 3_804, quarantined: 165 });
  });

  it('has per hour and vendor what an independent query finds in the file', async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const ask = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
    await connection.run("SET TimeZone = 'UTC'");
    const expected = await ask(
      `SELECT strftime(picked_up, '%Y%m%d%H') AS hour, vendor AS vendor_id, count(*) AS trips, sum(seconds) AS seconds
       FROM (${CLEAN(file)}) GROUP BY ALL ORDER BY ALL`,
    );
    const found = await ask(
      `SELECT strftime(pickup_at, '%Y%m%d%H') AS hour, vendor_id, count(*) AS trips, sum(duration_s) AS seconds
       FROM (SELECT *, row_number() OVER (PARTITION BY trip_id ORDER BY ingested_at) AS copy
         FROM read_parquet('${lake}/**/*.parquet', hive_partitioning = true, hive_types = {'vendor_id': VARCHAR}))
       WHERE copy = 1 GROUP BY ALL ORDER BY ALL`,
    );
    expect(found.length).toBeGreaterThan(250);
    expect(found).toEqual(expected);
  });

  it("writes Parquet with Snappy and Glue's column types into Hive folders, for any reader", async () => {
    const objects = readdirSync(lake, { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.parquet'));
    expect(objects).toHaveLength(run.report.lake.objects);
    for (const object of objects)
      expect(object).toMatch(/^year=2016\/month=03\/day=\d\d\/hour=\d\d\/vendor_id=[12]\/[^/]+\.parquet$/);
    const buffer = await asyncBufferFromFile(path.join(lake, objects[0] ?? ''));
    const metadata = await parquetMetadataAsync(buffer);
    const codecs = new Set(
      metadata.row_groups.flatMap(({ columns }) => columns.map(({ meta_data }) => meta_data?.codec)),
    );
    expect([...codecs]).toEqual(['SNAPPY']);
    const types = Object.fromEntries(
      metadata.schema
        .slice(1)
        .map(({ name, type, converted_type }) => [name, `${type} ${converted_type ?? ''}`.trim()]),
    );
    expect(types).toMatchInlineSnapshot(`
{
  "distance_miles": "DOUBLE",
  "dropoff_at": "INT64 TIMESTAMP_MICROS",
  "dropoff_latitude": "DOUBLE",
  "dropoff_longitude": "DOUBLE",
  "dropoff_zone_id": "INT32 INT_32",
  "duration_s": "INT32 INT_32",
  "ingested_at": "INT64 TIMESTAMP_MICROS",
  "passenger_count": "INT32 INT_32",
  "pickup_at": "INT64 TIMESTAMP_MICROS",
  "pickup_latitude": "DOUBLE",
  "pickup_longitude": "DOUBLE",
  "pickup_zone_id": "INT32 INT_32",
  "source": "BYTE_ARRAY UTF8",
  "store_and_forward": "BOOLEAN",
  "trip_id": "BYTE_ARRAY UTF8",
}
`);
    const [trip] = await parquetReadObjects({ file: buffer });
    expect(trip).toMatchObject({
      trip_id: expect.stringMatching(/^s\d+$/),
      duration_s: expect.any(Number),
      source: 'week.csv',
    });
  });

  it('keeps quarantined trips with the reasons, the place in the stream and the document itself', () => {
    const quarantine = path.join(folder, 'state', 'lake', 'quarantine');
    const text = execFileSync(
      'cat',
      readdirSync(quarantine, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => path.join(parentPath, name)),
      { encoding: 'utf8' },
    );
    const documents = text
      .trimEnd()
      .split('\n')
      .map(
        (line) => JSON.parse(line) as { reasons: string[]; payload: string; sequence_number: string; shard_id: string },
      );
    expect(documents.length).toBeGreaterThanOrEqual(run.report.quarantined);
    for (const { reasons, payload, sequence_number, shard_id } of documents) {
      expect(reasons.length).toBeGreaterThan(0);
      expect(JSON.parse(payload)).toHaveProperty('trip_id');
      expect(sequence_number).toMatch(/^\d+$/);
      expect(shard_id).toMatch(/^shardId-\d+$/);
    }
  });

  it('answers queries, and reads only the partitions that they name', async () => {
    const ask = (sql: string) => runNode(['bin/query.ts', sql, '--json', '--lake', path.join(folder, 'state')]);
    const { stdout, stderr } = await ask(
      'SELECT count(DISTINCT trip_id) AS trips FROM trips WHERE year = 2016 AND month = 3 AND day = 8',
    );
    const { partitionsRead, partitionsTotal } = JSON.parse(stdout) as {
      partitionsRead: number;
      partitionsTotal: number;
    };
    expect(partitionsTotal).toBe(run.report.lake.partitions);
    expect(partitionsRead).toBe(
      readdirSync(path.join(lake, 'year=2016/month=03/day=08'), { recursive: true }).filter((name) =>
        String(name).endsWith('.parquet'),
      ).length,
    );
    expect(stderr).not.toContain('Warning');
    expect((await ask('SELECT count(*) AS deliveries FROM trips')).stderr).toContain('names no year and month');
  });

  it('shows a person the audit and the answers', () => {
    expect(run.stdout).toContain('every row is accounted for');
    expect(run.stdout).toContain('How do the vendors compare?');
    expect(run.stdout).toMatch(/Kinesis trips\s+on-demand, 4 shards/);
  });
});

describe('a file that is not a file of trips', () => {
  it.each([
    ['without a header', 'id1,1,1/1/2016 0:00,1/1/2016 0:14\n', /no header/],
    ['that is empty', '', /empty/],
  ])('ends a run with an error that says so: one %s', async (_, text, message) => {
    const folder = temporaryFolder('bad');
    const file = path.join(folder, 'bad.csv');
    writeFileSync(file, text);
    const run = await runNode([
      'bin/start.ts',
      file,
      '--exit',
      '--lake-only',
      '--state',
      path.join(folder, 'state'),
      '--assembly',
      await synthesiseOnce(),
    ]);
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toMatch(message);
    expect(run.stderr).toContain('bad.csv');
    rmSync(folder, { recursive: true, force: true });
  });

  it('refuses to empty a folder that it did not make', async () => {
    const run = await runNode(['bin/start.ts', '--exit', '--state', path.join(ROOT, 'docs')]);
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain('Give --state another folder');
  });
});
