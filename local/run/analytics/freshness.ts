/** Measures how long a trip takes from its arrival in the stream until a search finds it, by searching all the time. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenSearchClient } from '../../engines/opensearch/client';
import type { FreshnessSummary } from './statistics-report';

/** Between two looks; what is measured is too long by half of it on average. */
const LOOK_MS = 250;

/** Documents of a look; more wait for the next. */
const PAGE = 10_000;

interface Hits {
  readonly hits: {
    readonly hits: readonly { readonly _seq_no: number; readonly _source: { readonly arrived_at: string } }[];
  };
}

/** Trips that the freshness of this moment is of. */
const RECENT = 500;

export class Freshness {
  private readonly ages: number[] = [];
  /** The last operation seen in each index: what comes later is new. */
  private readonly seen = new Map<string, number>();
  private stopped = false;
  private looking: Promise<void> = Promise.resolve();

  constructor(private readonly client: OpenSearchClient) {}

  /** Looks until {@link stop}; a node that does not answer is asked again. */
  start(): void {
    this.looking = this.watch();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.looking;
  }

  /** Undefined while no trip was found. */
  get summary(): FreshnessSummary | undefined {
    return summarise(this.ages);
  }

  /** Of the last trips found alone. */
  get recent(): FreshnessSummary | undefined {
    return summarise(this.ages.slice(-RECENT));
  }

  private async watch(): Promise<void> {
    while (!this.stopped) {
      await this.look().catch(() => undefined);
      await sleep(LOOK_MS);
    }
  }

  private async look(): Promise<void> {
    const indices = (await this.client.request('GET', '/_cat/indices/trip-masked-*?format=json&h=index')) as {
      readonly index: string;
    }[];
    for (const { index } of indices) await this.lookInto(index);
  }

  private async lookInto(index: string): Promise<void> {
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
