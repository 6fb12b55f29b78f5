import type { VirtualClock } from '../clock';
import type { Invocable } from '../function/invocation';
import type { ShardReader } from '../kinesis/shard/record';
import type { MappingWiring } from '../template/wiring';
import type { FailureDestination } from './failure-record';

export interface EventSourceMappingOptions {
  readonly wiring: MappingWiring;
  readonly streamArn: string;
  readonly shards: readonly ShardReader[];
  readonly target: Invocable;
  readonly clock: Pick<VirtualClock, 'now' | 'jumpTo'>;
  /** Needed where the wiring names a bucket for batches given up; not used otherwise. */
  readonly failureDestination?: FailureDestination;
  /** Called after each checkpoint: all records of the shard up to this one are processed or given up. */
  readonly acknowledged?: (shardId: string, sequenceNumber: string) => void;
  /** Milliseconds before the same records are tried again, after so many retries. @default 100 ms, doubling to 5 s */
  readonly backOffMs?: (retries: number) => number;
  /** Milliseconds between reads of a shard that has nothing more. @default 1 s, as Lambda polls */
  readonly pollMs?: number;
}

/** The delay before another attempt, unless the options say otherwise: a function needs a moment, a person no minute. */
export function defaultBackOffMs(retries: number): number {
  return Math.min(100 * 2 ** retries, 5000);
}
