/** Runs the job on real Flink, and compares its documents with those computed in TypeScript. */
import { rmSync } from 'node:fs';
import { GENERATION } from '../../flink-sql/generation';
import type { KinesisEndpoint } from '../../local/aws/kinesis/endpoint';
import { enginesAvailable } from '../../local/engines/availability';
import { FLINK } from '../../local/engines/flink/launcher';
import { FlinkSession } from '../../local/engines/flink/session';
import { fetchEngine } from '../../local/engines/jvm/cache';
import type { Trip } from '../../telemetry/catalogue';
import { describeWithEngines } from '../support/needs';
import {
  expectedDays,
  expectedHours,
  expectedScores,
  expectedVendorDays,
  groupBy,
  inNewYork,
} from '../support/statistics/expected';
import { cellOf, displacement, maskedEnd } from '../support/statistics/expected-masking';
import { type Documents, feed, type Row, runJob, streams } from '../support/statistics/flink-run';
import { dayWithTie, makeTrips, NO_JSON, ODD, OUTSIDE } from '../support/statistics/make-trips';
import { temporaryFolder } from './pipeline';

const KEY = 'aKeyOfLettersAndDigits0123456789';
const OTHER_KEY = 'anotherKeyOfLettersAndDigits0123';

/** Trips that the totals count. */
const TRIPS: readonly Trip[] = [...makeTrips(1, 6_000), ...dayWithTie(2), ...ODD];
/** All JSON records. One trip in twenty comes twice, in another record and from another shard. */
const RECORDS = [...TRIPS, ...OUTSIDE.map(({ record }) => record), ...TRIPS.filter((_, index) => index % 20 === 0)];

/** Trips that Flink reads in this order: they are in one shard, and one subtask reads it. */
const ORDERED = makeTrips(3, 21_500);

const available = enginesAvailable();

describeWithEngines('the job on real Flink', available)('the job on real Flink', () => {
  const folder = temporaryFolder('flink-sql');
  let session: FlinkSession | undefined;
  let endpoint: KinesisEndpoint | undefined;
  let first: Documents;
  let again: Documents;
  let ordered: Documents;

  beforeAll(async () => {
    if (!available.ok) return;
    const { java } = available;
    await fetchEngine(FLINK, java, () => undefined);
    endpoint = await streams({ trips: 4, ordered: 1, statistics: 4, again: 4, scores: 1 });
    session = await FlinkSession.start({ java, stateFolder: folder });
    const run = { session, endpoint, maskingKey: KEY, parsed: RECORDS.length };
    feed(endpoint, 'trips', [...RECORDS.map((record) => JSON.stringify(record)), ...NO_JSON]);
    first = await runJob(run);
    again = await runJob({ ...run, parameters: { statisticsStream: 'again', maskedShare: 0.25 } });
    feed(
      endpoint,
      'ordered',
      ORDERED.map((trip) => JSON.stringify(trip)),
    );
    ordered = await runJob({
      ...run,
      maskingKey: OTHER_KEY,
      parsed: ORDERED.length,
      parameters: { sourceStream: 'ordered', statisticsStream: 'scores', parallelism: 1 },
      alter: (job) => ({ ...job, inserts: [...job.inserts, ...job.inserts.filter(isAnomaly).map(everyScore)] }),
    });
  }, 900_000);

  afterAll(async () => {
    await session?.stop();
    await endpoint?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('counts every hour exactly, and keeps apart the two hours of the same name when clocks go back', () => {
    const hours = expectedHours(TRIPS);
    expect(contentOf(first.of('trip-hour'))).toEqual(contentOf(hours));
    const repeated = [...hours.values()].filter(
      ({ new_york_date: date, new_york_hour: hour }) => date === '2015-11-01' && hour === 1,
    );
    expect(repeated).toHaveLength(2);
  });

  it('finds the peak hour of every day, and the later one on a tie', () => {
    const days = first.of('trip-day');
    expect(contentOf(days)).toEqual(contentOf(expectedDays(TRIPS)));
    expect(days.get('20160110')).toMatchObject({ peak_hour: 17, peak_trips: 40 });
  });

  it('counts every vendor and day', () => {
    expect(contentOf(first.of('trip-vendor-day'))).toEqual(contentOf(expectedVendorDays(TRIPS)));
  });

  it('tells what was parsed, what was out of bounds and why, and each trip once', () => {
    const counts = Object.fromEntries(
      [...first.of('trip-quality').values()].map(({ measure, reason, trips }) => [reason ?? measure, trips]),
    );
    const reasons = groupBy(
      OUTSIDE.flatMap((one) => one.reasons),
      (reason) => reason,
    );
    expect(counts).toEqual({
      parsed: RECORDS.length,
      distinct: TRIPS.length,
      implausible: OUTSIDE.length,
      ...Object.fromEntries([...reasons].map(([reason, some]) => [reason, some.length])),
    });
  });

  it('shows every trip with both its ends where the hash puts them, to the minute', () => {
    const shown = TRIPS.flatMap((trip) => {
      const [pickup, dropoff] = [maskedEnd(trip, 'pickup', KEY), maskedEnd(trip, 'dropoff', KEY)];
      if (!pickup || !dropoff) return [];
      const { trip_id, vendor_id, pickup_at, dropoff_at } = trip;
      const ends = {
        pickup,
        dropoff,
        pickup_at: minute(pickup_at),
        dropoff_at: dropoff_at ? minute(dropoff_at) : null,
      };
      return [[trip_id, { vendor_id, ...ends, n: 1 }] as const];
    });
    expect(contentOf(first.of('trip-masked'))).toEqual(contentOf(new Map(shown)));
  });

  it('counts drop-offs by the cells they are shown in, cells of ten trips or more', () => {
    const ends = TRIPS.flatMap((trip) => {
      const [pickup, dropoff] = [maskedEnd(trip, 'pickup', KEY), maskedEnd(trip, 'dropoff', KEY)];
      return pickup && dropoff ? [`${inNewYork(trip.pickup_at).date.replaceAll('-', '')}-${cellOf(dropoff)}`] : [];
    });
    const cells = [...groupBy(ends, (id) => id)].filter(([, some]) => some.length >= 10);
    const found = [...first.of('trip-place-day')].map(([id, { trips }]) => [id, trips] as const);
    expect(cells.length).toBeGreaterThan(50);
    expect(new Map(found)).toEqual(new Map(cells.map(([id, some]) => [id, some.length])));
  });

  it('puts the place of a cell in its middle', () => {
    for (const { place, cell } of first.of('trip-place-day').values())
      expect(cellOf(place as Parameters<typeof cellOf>[0])).toBe(cell);
  });

  it('writes the same documents when it is started anew without a checkpoint', () => {
    for (const statistic of ['trip-hour', 'trip-day', 'trip-vendor-day', 'trip-place-day', 'trip-quality'])
      expect(contentOf(again.of(statistic))).toEqual(contentOf(first.of(statistic)));
    for (const [id, document] of again.of('trip-masked'))
      expect(withoutArrival(document)).toEqual(withoutArrival(first.of('trip-masked').get(id)));
  });

  it('shows the share of the trips that it is given', () => {
    const share = again.of('trip-masked').size / first.of('trip-masked').size;
    // Three standard deviations of 6,000 draws at 0.25.
    expect(Math.abs(share - 0.25)).toBeLessThan(0.017);
  });

  it('shows the same trip elsewhere under another key', () => {
    const pickup = ordered.of('trip-masked').get('trip-3-0')?.pickup;
    const [trip] = ORDERED;
    if (trip) expect(pickup).toEqual(maskedEnd(trip, 'pickup', OTHER_KEY));
    if (trip) expect(pickup).not.toEqual(maskedEnd(trip, 'pickup', KEY));
  });

  it('displaces by 289 m on average, equally in all directions', () => {
    const moved = displacements(ordered.of('trip-masked'), 'pickup').slice(0, 20_000);
    const others = displacements(ordered.of('trip-masked'), 'dropoff').slice(0, 20_000);
    for (const some of [moved, others]) {
      expect(mean(some.map(({ north, east }) => Math.hypot(north, east)))).toBeGreaterThan(289 * 0.95);
      expect(mean(some.map(({ north, east }) => Math.hypot(north, east)))).toBeLessThan(289 * 1.05);
      expect(Math.hypot(mean(some.map(({ north }) => north)), mean(some.map(({ east }) => east)))).toBeLessThan(10);
      expect(chiSquare(some)).toBeLessThan(CHI_SQUARE_LIMIT);
    }
  });

  it('displaces the two ends of a trip apart from each other', () => {
    const [pickups, dropoffs] = (['pickup', 'dropoff'] as const).map((end) =>
      displacements(ordered.of('trip-masked'), end),
    );
    const products = (pickups ?? []).map(({ north }, index) => north * (dropoffs?.[index]?.north ?? 0));
    const square = mean((pickups ?? []).map(({ north }) => north * north));
    expect(products.length).toBeGreaterThan(19_000);
    // Four standard deviations of the correlation of 19,000 independent pairs.
    expect(Math.abs(mean(products) / square)).toBeLessThan(0.03);
  });

  it('scores every trip as an independent computation does, to a billionth', () => {
    const expected = expectedScores(ORDERED);
    const scores = ordered.of('every-score');
    expect([...scores.keys()].sort()).toEqual([...expected.keys()].sort());
    const difference = [...expected].map(([id, { n, mean: average, z }]) => {
      const row = scores.get(id);
      expect(row?.baseline_trips).toBe(n);
      return Math.max(Math.abs(Number(row?.z) - z), Math.abs(Number(row?.baseline_mean) - average));
    });
    expect(Math.max(...difference)).toBeLessThan(1e-9);
  });

  it('keeps those that lie 3.5 standard deviations off, and no others', () => {
    const expected = [...expectedScores(ORDERED)].filter(([, { z }]) => Math.abs(z) >= 3.5).map(([id]) => id);
    expect(expected.length).toBeGreaterThan(3);
    expect([...ordered.of('trip-anomaly').keys()].sort()).toEqual(expected.sort());
  });

  it('writes rows of this generation only, few for each total', () => {
    for (const statistic of [
      'trip-hour',
      'trip-day',
      'trip-vendor-day',
      'trip-place-day',
      'trip-masked',
      'trip-quality',
    ])
      for (const { generation } of first.of(statistic).values()) expect(generation).toBe(GENERATION);
    expect(first.rows).toBeLessThan(2 * TRIPS.length);
  });
});

/** The 99.9th percentile of chi-square with 35 degrees of freedom (36 sectors of 10°). */
const CHI_SQUARE_LIMIT = 66.6;

function chiSquare(points: readonly { readonly north: number; readonly east: number }[]): number {
  const sectors = new Array<number>(36).fill(0);
  for (const { north, east } of points) {
    const sector = Math.floor((Math.atan2(east, north) / (2 * Math.PI) + 0.5) * 36) % 36;
    sectors[sector] = (sectors[sector] ?? 0) + 1;
  }
  const even = points.length / 36;
  return sectors.reduce((sum, count) => sum + (count - even) ** 2 / even, 0);
}

function displacements(masked: ReadonlyMap<string, Row>, end: 'pickup' | 'dropoff') {
  return ORDERED.flatMap((trip) => {
    const [lat, lon] = [trip[`${end}_latitude`], trip[`${end}_longitude`]];
    const shown = masked.get(trip.trip_id)?.[end] as { lat: number; lon: number } | undefined;
    return shown && lat !== undefined && lon !== undefined ? [displacement({ lat, lon }, shown)] : [];
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function minute(instant: string): string {
  return `${instant.slice(0, 16)}:00Z`;
}

function isAnomaly(insert: string): boolean {
  return insert.includes('INSERT INTO trip_anomaly_document');
}

/** Changes the statement so that it writes every trip that has a score, under another name. */
function everyScore(insert: string): string {
  const [select, ...rest] = insert.replace("'trip-anomaly'", "'every-score'").split('WHERE ABS(z) >= 3.5');
  if (select === undefined || rest.length !== 1)
    throw new Error('The anomalies are no longer chosen by WHERE ABS(z) >= 3.5.');
  return select;
}

/** Leaves out of documents what names them, and the times of arrival, which differ in each run. */
function contentOf(documents: ReadonlyMap<string, object>): Record<string, object> {
  return Object.fromEntries([...documents].map(([id, document]) => [id, withoutArrival(document)]));
}

function withoutArrival(document: object = {}): object {
  const { statistic, document_id, generation, arrived_at, ...own } = document as Record<string, unknown>;
  return own;
}
