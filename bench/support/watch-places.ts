/** Notes when how many trips have reached each place on the way from Kinesis to the board. */
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Runtime } from '../../local/aws/runtime';
import type { AnalyticsHalf } from '../../local/run/analytics/analytics-half';
import type { Shutdown } from '../../local/run/shutdown';
import { entryStream } from '../../local/run/wiring/entry-stream';
import type { TripstreamWiring } from '../../local/run/wiring/tripstream-wiring';

const SEARCH_EVERY_MS = 50;

/** When how many trips were at a place. Both numbers only grow. */
type Seen = { readonly at: number; readonly trips: number }[];

/** The places of a trip, in the order in which it reaches them. */
export const PLACES = ['arrived', 'computed', 'searchable', 'board'] as const;

export type Places = Readonly<Record<(typeof PLACES)[number], Seen>>;

/** A run to watch. */
export interface WatchedRun {
  readonly wiring: TripstreamWiring;
  readonly runtime: Runtime;
  readonly analytics: AnalyticsHalf;
  /** URL of the board. */
  readonly url: string;
  /** Ends the watching. */
  readonly shutdown: Shutdown;
}

/** @returns what is seen at each place; the lists grow while the run goes on */
export function watchPlaces({ wiring, runtime, analytics, url, shutdown }: WatchedRun): Places {
  const places: Places = { arrived: [], computed: [], searchable: [], board: [] };
  watchTotals(runtime, wiring.streamJobs[0]?.parameters.statisticsStream ?? '', places.computed);
  const searching = watchSearch(analytics, places.searchable);
  shutdown.add(() => searching.stop());
  watchBoard(url, places.board);
  runtime.services.kinesis
    .stream(entryStream(wiring))
    .onArrival(() => places.arrived.push({ at: Date.now(), trips: analytics.arrivals.json }));
  return places;
}

/** Adds up the newest total of every hour as the rows reach the statistics stream. */
function watchTotals(runtime: Runtime, stream: string, seen: Seen): void {
  const totals = new Map<string, number>();
  runtime.services.kinesis.stream(stream).onArrival(({ record }) => {
    const row = JSON.parse(record.data.toString('utf8')) as { statistic: string; document_id: string; n: number };
    if (row.statistic !== 'trip-hour') return;
    totals.set(row.document_id, Math.max(row.n, totals.get(row.document_id) ?? 0));
    seen.push({ at: Date.now(), trips: [...totals.values()].reduce((sum, n) => sum + n, 0) });
  });
}

/** Asks OpenSearch again and again for the sum of the hourly totals. */
function watchSearch(analytics: AnalyticsHalf, seen: Seen): { stop: () => Promise<void> } {
  const client = analytics.viewer();
  let stopped = false;
  const watch = async () => {
    const query = { size: 0, aggs: { trips: { sum: { field: 'trips' } } } };
    while (!stopped) {
      const answer = await client.request('POST', '/trip-hour/_search', query).catch(() => undefined);
      const { aggregations } = (answer ?? {}) as { aggregations?: { trips: { value: number } } };
      if (aggregations) seen.push({ at: Date.now(), trips: aggregations.trips.value });
      await sleep(SEARCH_EVERY_MS);
    }
  };
  const watching = watch();
  const stop = async () => {
    stopped = true;
    await watching;
    client.close();
  };
  return { stop };
}

/** Reads the board's events as a page does, over HTTP. */
function watchBoard(url: string, seen: Seen): void {
  const read = async () => {
    const [response] = (await once(get(`${url}/events`), 'response')) as [IncomingMessage];
    let event = '';
    for await (const line of createInterface({ input: response })) {
      if (line.startsWith('event: ')) event = line.slice(7);
      else if (event === 'rows' && line.startsWith('data: '))
        seen.push({ at: Date.now(), trips: (JSON.parse(line.slice(6)) as { trips: number }).trips });
    }
  };
  void read().catch(() => undefined);
}
