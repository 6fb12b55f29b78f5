/** What the board reads the numbers of a run from. */
import type { DeliveryCounters } from '../aws/firehose/stream/counters';
import type { AnalyticsProgress } from '../run/analytics/analytics-half';
import type { Arrivals } from '../run/analytics/arrivals';
import type { TripstreamWiring } from '../run/wiring/tripstream-wiring';
import type { Topology } from './page-state';

/** The metrics that a function has written. */
export interface FunctionMetrics {
  /** Sum of a metric over all dimensions. */
  total(name: string): number;
  /** Sums by dimension set, written `service=transform,reason=…`. */
  byDimensions(name: string): ReadonlyMap<string, number>;
}

/** The counters of a runtime, by the names in the template. */
export interface RuntimeCounters {
  readonly functions: ReadonlyMap<string, { readonly metrics: FunctionMetrics }>;
  readonly mappings: readonly MappingCounters[];
  readonly services: {
    readonly kinesis: { stream(name: string): StreamCounters };
    readonly firehose: { stream(name: string): { readonly counters: DeliveryTotals } };
  };
}

export type DeliveryTotals = Pick<DeliveryCounters, 'delivered' | 'objects' | 'errors'>;

export interface StreamCounters {
  readonly shards: { readonly length: number };
  readonly counters: { readonly records: number };
}

export interface MappingCounters {
  readonly id: string;
  readonly counters: { readonly givenUpRecords: number };
  /** Age of the oldest record not yet processed, in milliseconds, by shard. */
  lagMs(): ReadonlyMap<string, number>;
}

export interface Sources {
  readonly runtime: RuntimeCounters;
  readonly wiring: Pick<TripstreamWiring, 'mappings' | 'deliveryStreams'>;
  readonly topology: Topology;
  readonly arrivals?: Pick<Arrivals, 'json' | 'unreadable'>;
  /** Absent until the engines are up, and in a run without them. */
  readonly analytics?: { readonly progress: AnalyticsProgress };
  /** Distinct trips that OpenSearch counts. */
  readonly searched?: number | undefined;
  /** Rows that the producer could not read as trips. Known once it has ended. */
  readonly rejected?: number | undefined;
}
