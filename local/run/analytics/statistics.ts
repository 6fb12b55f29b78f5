/** Reads the statistics from OpenSearch, and compares them with the lake. */
import { STATISTICS, type StatisticName } from '../../../telemetry/statistics';
import type { Athena } from '../../aws/athena/athena';
import { type OpenSearchClient, OpenSearchError } from '../../engines/opensearch/client';
import type { CellTotal, FreshnessSummary, Peak, StatisticsReport } from './statistics-report';

interface Hour {
  readonly hour_at: string;
  readonly trips: number;
  readonly duration_s: number;
  readonly passengers: number;
}

/** Documents per search. A year has up to 8,784 hours. */
const PAGE = 10_000;

/**
 * Makes everything written searchable, and reads all indices.
 * @param athena the lake to compare with, if it holds only the trips of this run
 */
export async function readStatistics(
  client: OpenSearchClient,
  athena: Athena | undefined,
  freshness: FreshnessSummary | undefined,
): Promise<StatisticsReport> {
  await client.request('POST', '/trip-*/_refresh');
  const hours = await readAll<Hour>(client, 'trip-hour', ['hour_at']);
  const counts = await Promise.all(STATISTICS.map(async ({ name }) => [name, await count(client, name)] as const));
  const documents = Object.fromEntries(counts) as Record<StatisticName, number>;
  return {
    documents,
    hours: hours.length,
    trips: sum(hours, 'trips'),
    duration_s: sum(hours, 'duration_s'),
    peaks: (await readAll<Peak>(client, 'trip-day', ['new_york_date'])).map(
      ({ new_york_date, peak_hour, peak_trips }) => ({
        new_york_date,
        peak_hour,
        peak_trips,
      }),
    ),
    top_places: await topPlaces(client),
    anomalies: documents['trip-anomaly'],
    quality: await quality(client),
    ...(freshness ? { freshness } : {}),
    differences: athena ? await compare(hours, athena) : [],
  };
}

async function quality(client: OpenSearchClient): Promise<StatisticsReport['quality']> {
  const rows = await readAll<{ measure: string; reason?: string; trips: number }>(client, 'trip-quality', [
    'arrival_date',
    'measure',
    'reason',
  ]);
  const of = (measure: string) => rows.filter((row) => row.measure === measure);
  const outside: Record<string, number> = {};
  for (const { reason = '', trips } of of('outside')) outside[reason] = (outside[reason] ?? 0) + trips;
  return { parsed: sum(of('parsed'), 'trips'), distinct: sum(of('distinct'), 'trips'), outside };
}

async function topPlaces(client: OpenSearchClient): Promise<CellTotal[]> {
  const places = await readAll<{ cell: string; place: Omit<CellTotal, 'trips'>; trips: number }>(
    client,
    'trip-place-day',
    ['new_york_date', 'cell'],
  );
  const byCell = new Map<string, CellTotal>();
  for (const { cell, place, trips } of places)
    byCell.set(cell, { ...place, trips: trips + (byCell.get(cell)?.trips ?? 0) });
  return [...byCell.values()].sort((one, other) => other.trips - one.trips).slice(0, 5);
}

/**
 * Each hour of the lake, with the least and the most that its trips can add up to. A trip that came
 * with different contents counts once, and the two halves may differ in which content came first.
 */
const LAKE_HOURS = `
  SELECT strftime(hour_at, '%Y-%m-%dT%H:00:00Z') AS hour_at, count(*) AS trips,
    sum(least_s) AS least_s, sum(most_s) AS most_s, sum(least_passengers) AS least_passengers, sum(most_passengers) AS most_passengers
  FROM (
    SELECT min(date_trunc('hour', pickup_at)) AS hour_at, min(duration_s) AS least_s, max(duration_s) AS most_s,
      min(coalesce(passenger_count, 0)) AS least_passengers, max(coalesce(passenger_count, 0)) AS most_passengers
    FROM trips GROUP BY trip_id
  ) GROUP BY 1`;

async function compare(hours: readonly Hour[], athena: Athena): Promise<string[]> {
  const { rows } = await athena.query(LAKE_HOURS);
  const lake = new Map(rows.map((row) => [String(row.hour_at), row]));
  const indexed = new Map(hours.map((hour) => [hour.hour_at, hour]));
  return [...new Set([...lake.keys(), ...indexed.keys()])]
    .filter((hour) => !agrees(lake.get(hour), indexed.get(hour)))
    .map(
      (hour) =>
        `${hour}: the lake has ${JSON.stringify(lake.get(hour))}, OpenSearch ${JSON.stringify(indexed.get(hour))}`,
    );
}

function agrees(lake: Readonly<Record<string, unknown>> | undefined, indexed: Hour | undefined): boolean {
  if (!lake || !indexed) return false;
  const within = (value: number, name: string) =>
    value >= Number(lake[`least_${name}`]) && value <= Number(lake[`most_${name}`]);
  return (
    indexed.trips === Number(lake.trips) && within(indexed.duration_s, 's') && within(indexed.passengers, 'passengers')
  );
}

async function count(client: OpenSearchClient, name: StatisticName): Promise<number> {
  const monthly = STATISTICS.some((statistic) => statistic.name === name && 'monthlyBy' in statistic);
  const answer = await client.request('GET', `/${name}${monthly ? '-*' : ''}/_count`).catch(emptyIfMissing);
  return (answer as { readonly count: number } | undefined)?.count ?? 0;
}

/**
 * Reads every document of an index, page by page.
 * @param sort fields that together differ between any two documents
 */
async function readAll<T>(client: OpenSearchClient, index: string, sort: readonly string[]): Promise<T[]> {
  const found: T[] = [];
  for (let after: readonly unknown[] | undefined; ; ) {
    const query = { size: PAGE, sort, ...(after ? { search_after: after } : {}) };
    const answer = await client.request('POST', `/${index}/_search`, query).catch(emptyIfMissing);
    const hits =
      (answer as { hits: { hits: readonly { _source: T; sort: readonly unknown[] }[] } } | undefined)?.hits.hits ?? [];
    found.push(...hits.map(({ _source }) => _source));
    if (hits.length < PAGE) return found;
    after = hits.at(-1)?.sort;
  }
}

/** An index is created by its first document. One that does not exist counts as empty. */
function emptyIfMissing(error: unknown): undefined {
  if (error instanceof OpenSearchError && error.status === 404) return undefined;
  throw error;
}

function sum<K extends string>(rows: readonly Readonly<Record<K, number>>[], key: K): number {
  return rows.reduce((total, row) => total + row[key], 0);
}
