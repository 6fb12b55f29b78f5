/** Measures how long a trip takes from its arrival in the stream until a search finds it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenSearchClient } from '../../engines/opensearch/client';
import type { FreshnessSummary } from './statistics-report';

/** Pause between two searches. On average, measured times are too long by half of it. */
const SEARCH_EVERY_MS = 250;

/** Documents per search. Further ones are found by the next. */
const PAGE = 10_000;

interface Hits {
  readonly hits: {
    readonly hits: readonly { readonly _seq_no: number; readonly _source: { readonly arrived_at: string } }[];
  };
}

/** Number of trips that count as recent. */
const RECENT = 500;

export class Freshness {
  private readonly ages: number[] = [];
  /** Sequence number of the last operation seen, by index. Later documents are new. */
  private readonly seen = new Map<string, number>();
  private stopped = false;
  private watching: Promise<void> = Promise.resolve();

  constructor(private readonly client: OpenSearchClient) {}

  /** Searches until {@link stop}. A node that does not answer is tried again. */
  start(): void {
    this.watching = this.watch();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.watching;
  }

  /** Freshness of all trips. Undefined before the first. */
  get summary(): FreshnessSummary | undefined {
    return summarise(this.ages);
  }

  /** Freshness of the latest trips. Undefined before the first. */
  get recent(): FreshnessSummary | undefined {
    return summarise(this.ages.slice(-RECENT));
  }

  private async watch(): Promise<void> {
    while (!this.stopped) {
      await this.searchAll().catch(() => undefined);
      await sleep(SEARCH_EVERY_MS);
    }
  }

  private async searchAll(): Promise<void> {
    const indices = (await this.client.request('GET', '/_cat/indices/trip-masked-*?format=json&h=index')) as {
      readonly index: string;
    }[];
    for (const { index } of indices) await this.searchIndex(index);
  }

  private async searchIndex(index: string): Promise<void> {
    const { hits } = (await this.client.request('POST', `/${index}/_search`, {
      size: PAGE,
      seq_no_primary_term: true,
      _source: ['arrived_at'],
      query: { range: { _seq_no: { gt: this.seen.get(index) ?? -1 } } },
      sort: ['_seq_no'],
    })) as Hits;
    const now = Date.now();
    for (const { _source } of hits.hits) this.ages.push(now - Date.parse(_source.arrived_at));
    const last = hits.hits.at(-1);
    if (last) this.seen.set(index, last._seq_no);
  }
}

function summarise(ages: readonly number[]): FreshnessSummary | undefined {
  const sorted = ages.toSorted((one, other) => one - other);
  const [median, worst] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  return median === undefined || worst === undefined
    ? undefined
    : { trips: sorted.length, median_ms: median, worst_ms: worst };
}
