/**
 * Faults on demand from a seeded generator: the same seed and the same calls give the same faults.
 */
import { checkLatency, checkShare } from '../../aws-json/fault-checks';

/** Which faults occur. Every share is from 0 to 1; an absent one means never. */
export interface FaultPlan {
  /**
   * Share of PutRecord and PutRecords entries refused with ProvisionedThroughputExceededException.
   */
  readonly throttled?: number;
  /** Share of entries refused with InternalFailure. */
  readonly internalFailure?: number;
  /**
   * Share of PutRecord, PutRecords and GetRecords calls whose connection is reset: half of them
   * before anything is stored, half after. In the second half, a client that sends again stores its
   * records twice.
   */
  readonly reset?: number;
  /** Milliseconds by which the answers of those calls are late. Records are stored at once. */
  readonly latencyMs?: number;
  /** Seed of the generator. @default 1 */
  readonly seed?: number;
}

export type EntryFault = 'throttled' | 'internal failure' | undefined;
export type CallFault = 'reset before' | 'reset after' | undefined;

export class Faults {
  private readonly random: () => number;
  readonly latencyMs: number;

  /**
   * @throws RangeError for a share outside 0 to 1, or shares of entries that add up to more than 1.
   */
  constructor(private readonly plan: FaultPlan = {}) {
    const { throttled = 0, internalFailure = 0, reset = 0, latencyMs = 0, seed = 1 } = plan;
    checkShare('throttled', throttled);
    checkShare('internalFailure', internalFailure);
    checkShare('throttled + internalFailure', throttled + internalFailure);
    checkShare('reset', reset);
    checkLatency(latencyMs);
    this.latencyMs = latencyMs;
    this.random = generator(seed);
  }

  /** Draws the fate of one entry. */
  entry(): EntryFault {
    const { throttled = 0, internalFailure = 0 } = this.plan;
    if (throttled + internalFailure === 0) return undefined;
    const drawn = this.random();
    if (drawn < throttled) return 'throttled';
    return drawn < throttled + internalFailure ? 'internal failure' : undefined;
  }

  /** Draws the fate of one call's connection. */
  call(): CallFault {
    const { reset = 0 } = this.plan;
    if (reset === 0) return undefined;
    const drawn = this.random();
    if (drawn >= reset) return undefined;
    return drawn < reset / 2 ? 'reset before' : 'reset after';
  }
}

/**
 * A 32-bit multiply-and-shift generator (mulberry32). It is repeatable, and good enough to choose
 * victims.
 */
function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
