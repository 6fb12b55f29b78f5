/** The analytics half end to end: its statistics agree with the lake, also after faults. */
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Athena } from '../../local/aws/athena/athena';
import { Runtime } from '../../local/aws/runtime';
import { enginesAvailable } from '../../local/engines/availability';
import { fetchEngines } from '../../local/engines/catalogue';
import type { OpenSearchClient } from '../../local/engines/opensearch/client';
import { AnalyticsHalf } from '../../local/run/analytics/analytics-half';
import { balances } from '../../local/run/audit/audit';
import { auditRun } from '../../local/run/audit/audit-run';
import { startFeed } from '../../local/run/feed';
import { lakeMappings } from '../../local/run/wiring/halves';
import { readTripstreamWiring, type TripstreamWiring } from '../../local/run/wiring/tripstream-wiring';
import { sampleLines } from '../../samples/trips';
import { STATISTICS } from '../../telemetry/statistics';
import { describeWithEngines } from '../support/needs';
import { start, synthesiseOnce, temporaryFolder } from './pipeline';

const available = enginesAvailable();
const withEngines = describeWithEngines('npm start with Flink and OpenSearch', available);

/**
 * Makes a week of rows, with 5 % more that repeat a row and 1 % more that are broken. Rows with the
 * same id have the same content: otherwise the order of arrival would decide which counts.
 */
function makeLines(seed: number, trips: number): string[] {
  const [header = '', ...all] = sampleLines(seed, trips);
  const rows = [...new Map(all.map((row) => [row.split(',')[1], row])).values()];
  const repeated = rows.filter((_, index) => index % 20 === 7);
  const broken = rows.filter((_, index) => index % 100 === 3).map((row) => row.slice(0, 25));
  return [header, ...rows, ...repeated, ...broken];
}

type Document = Readonly<Record<string, unknown>>;

/** Reads every document of every statistic, by index and id. */
async function allDocuments(client: OpenSearchClient): Promise<ReadonlyMap<string, Document>> {
  await client.request('POST', '/trip-*/_refresh');
  const found = new Map<string, Document>();
  for (let after: readonly unknown[] | undefined; ; ) {
    const page = (await client.request('POST', '/trip-*/_search', {
      size: 5_000,
      sort: ['_index', '_id'],
      ...(after ? { search_after: after } : {}),
    })) as { hits: { hits: readonly { _index: string; _id: string; _source: Document; sort: readonly unknown[] }[] } };
    for (const { _index, _id, _source } of page.hits.hits) found.set(`${_index}/${_id}`, _source);
    after = page.hits.hits.at(-1)?.sort;
    if (!after) return found;
  }
}

withEngines('npm start with Flink and OpenSearch', () => {
  const folder = temporaryFolder('both-halves');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('ends with statistics that agree with the lake, hour by hour', async () => {
    const file = path.join(folder, 'week.csv');
    writeFileSync(file, `${makeLines(21, 5_000).join('\n')}\n`);
    const { report, stdout } = await start(folder, file, '--assembly', await synthesiseOnce());
    const { statistics } = report;
    expect(statistics?.differences).toEqual([]);
    expect(statistics?.trips).toBe(report.lake.trips);
    expect(statistics?.hours).toBeGreaterThan(150);
    expect(statistics?.documents['trip-masked']).toBe(report.lake.trips);
    expect(statistics?.quality.distinct).toBe(report.lake.trips);
    expect(statistics?.quality.outside).toMatchObject({ 'passenger_count:below_minimum': expect.any(Number) });
    expect(statistics?.freshness?.trips).toBeGreaterThan(0);
    expect(stdout).toContain('every hour is what the lake says');
  }, 300_000);
});

withEngines('the analytics half under faults', () => {
  const folder = temporaryFolder('analytics');
  const stateFolder = path.join(folder, 'state');
  const producerFolder = path.join(stateFolder, 'producer');
  const file = path.join(folder, 'week.csv');
  let wiring: TripstreamWiring;
  let runtime: Runtime;
  let analytics: AnalyticsHalf;
  let before: ReadonlyMap<string, Document>;

  beforeAll(async () => {
    if (!available.ok) return;
    await fetchEngines(available.java, () => undefined);
    writeFileSync(file, `${makeLines(22, 8_000).join('\n')}\n`);
    wiring = readTripstreamWiring(await synthesiseOnce());
    runtime = await Runtime.start({ wiring, mappings: lakeMappings(wiring), stateFolder });
    analytics = await AnalyticsHalf.start({ java: available.java, stateFolder, wiring, runtime });
  }, 300_000);
  afterAll(async () => {
    await analytics?.stop();
    await runtime?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  async function differences(): Promise<readonly string[]> {
    await runtime.drain();
    const athena = await Athena.open({ tables: wiring.tables, stateFolder });
    try {
      return (await analytics.statistics(athena)).differences;
    } finally {
      athena.close();
    }
  }

  it('has the same totals after the task manager is killed and OpenSearch is down for a minute', async () => {
    const feed = startFeed({
      files: [file],
      streamName: 'trips',
      url: runtime.services.kinesis.url,
      folder: producerFolder,
      flags: ['--rate', '500'],
      progress: false,
    });
    await sleep(5_000);
    await analytics.flink.killTaskManager();
    await analytics.search.kill();
    await analytics.flink.startTaskManager();
    await sleep(60_000);
    await analytics.search.restart();
    expect((await feed.done).exitCode).toBe(0);
    await analytics.quiesce();
    expect(await differences()).toEqual([]);
    const audit = await auditRun({ wiring, stateFolder, files: [file], producerFolder });
    expect(balances(audit)).toBe(true);
    expect((await analytics.statistics(undefined)).trips).toBe(audit.in_lake);
    before = await allDocuments(analytics.search.client());
  }, 400_000);

  it('finds the busiest hour of every day', async () => {
    const athena = await Athena.open({ tables: wiring.tables, stateFolder });
    const { rows } = await athena.query(`
      SELECT strftime(day, '%Y-%m-%d') AS new_york_date, hour AS peak_hour, trips AS peak_trips FROM (
        SELECT CAST(local AS date) AS day, hour(local) AS hour, count(*) AS trips,
          row_number() OVER (PARTITION BY CAST(local AS date) ORDER BY count(*) DESC, hour(local) DESC) AS place
        FROM (SELECT at_timezone(with_timezone(min(pickup_at), 'UTC'), 'America/New_York') AS local FROM trips GROUP BY trip_id)
        GROUP BY 1, 2) WHERE place = 1 ORDER BY 1`);
    athena.close();
    const expected = rows.map((row) => [row.new_york_date, Number(row.peak_hour), Number(row.peak_trips)]);
    const { peaks } = await analytics.statistics(undefined);
    expect(expected).toHaveLength(7);
    expect(peaks.map((peak) => [peak.new_york_date, peak.peak_hour, peak.peak_trips])).toEqual(expected);
  });

  it('never shows where a trip really began or ended', async () => {
    const raw = makeLines(22, 8_000).flatMap((line) => line.match(/-?\d+\.\d{6}/g) ?? []);
    // The centre of a grid cell does not depend on where trips end.
    const documents = [...before].filter(([id]) => !id.startsWith('trip-place-day/'));
    const shown = new Set(
      JSON.stringify(documents)
        .match(/-?\d+\.\d+/g)
        ?.map(Number),
    );
    expect(raw.length).toBeGreaterThan(30_000);
    expect(shown.size).toBeGreaterThan(10_000);
    // Masked coordinates have five digits. A raw one that ends with a zero could match by chance.
    expect(raw.filter((coordinate) => !coordinate.endsWith('0') && shown.has(Number(coordinate)))).toEqual([]);
    const fields = STATISTICS.flatMap((statistic) => statistic.fields.map(({ name }) => name as string));
    expect(fields.filter((name) => /longitude|latitude/.test(name))).toEqual([]);
  });

  it('makes the same documents again after a stop without a checkpoint', async () => {
    await analytics.restartFlink();
    await analytics.quiesce();
    const after = await allDocuments(analytics.search.client());
    // Anomalies depend on the order of arrival. Another copy of a repeated trip may come first, so
    // `arrived_at` may differ too.
    const comparable = (documents: ReadonlyMap<string, Document>) =>
      [...documents]
        .filter(([id]) => !id.startsWith('trip-anomaly/'))
        .map(([id, { arrived_at: _, ...rest }]) => [id, rest]);
    expect(comparable(after)).toEqual(comparable(before));
    expect(await differences()).toEqual([]);
  }, 300_000);
});
