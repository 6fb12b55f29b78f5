/** Options of an event source mapping, with defaults. */
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
  /** Needed when the wiring names an on-failure bucket, and unused otherwise. */
  readonly failureDestination?: FailureDestination;
  /**
   * Called after each checkpoint. All records of the shard up to this one are processed or given
   * up.
   */
  readonly acknowledged?: (shardId: string, sequenceNumber: string) => void;
  /**
   * Milliseconds to wait before the same records are retried, by the number of retries so far.
   * @default 100 ms, doubling up to 5 s
   */
  readonly backOffMs?: (retries: number) => number;
  /**
   * Milliseconds between reads of a shard that has nothing new.
   * @default 1 s, as Lambda polls
   */
  readonly pollMs?: number;
}

const FIRST_BACK_OFF_MS = 100;
const MAX_BACK_OFF_MS = 5_000;

/**
 * Default delay before another attempt: long enough for a function to recover, short enough for a
 * person who watches.
 */
export function defaultBackOffMs(retries: number): number {
  return Math.min(FIRST_BACK_OFF_MS * 2 ** retries, MAX_BACK_OFF_MS);
}
