/**
 * The limits of Kinesis Data Streams, and token buckets that enforce those of a shard. Source:
 * "Quotas and limits", PutRecords and GetRecords in the Amazon Kinesis Data Streams documentation.
 */

const MIB = 1024 * 1024;

/** Limits of one PutRecords call. */
export const PUT_LIMITS = {
  recordsPerCall: 500,
  /** Data and partition keys together. */
  bytesPerCall: 10 * MIB,
  /** Data and partition key together, for a stream of default record size. */
  bytesPerRecord: MIB,
  partitionKeyCharacters: 256,
} as const;

/** Limits of one GetRecords call, and the life of an iterator. */
export const GET_LIMITS = { recordsPerCall: 10_000, bytesPerCall: 10 * MIB, iteratorLifeMs: 300_000 } as const;

/** A shard's rates per second. All its consumers share the reads. */
export const SHARD_RATES = { writeBytes: MIB, writeRecords: 1_000, readBytes: 2 * MIB, readCalls: 5 } as const;

/** A source of time, in milliseconds since 1970. */
export interface Clock {
  now(): number;
}

/** A bucket that tokens flow into at a rate. It holds one second's worth. */
export class TokenBucket {
  private tokens: number;
  private filledAt: number;

  constructor(
    private readonly perSecond: number,
    private readonly clock: Clock,
  ) {
    this.tokens = perSecond;
    this.filledAt = clock.now();
  }

  has(tokens: number): boolean {
    this.fill();
    return this.tokens >= tokens;
  }

  /**
   * Takes tokens even if there are too few. Below zero, the bucket stays closed until the debt is
   * paid.
   */
  take(tokens: number): void {
    this.fill();
    this.tokens -= tokens;
  }

  private fill(): void {
    const now = this.clock.now();
    // A clock that is set back must not empty the bucket.
    const elapsedMs = Math.max(0, now - this.filledAt);
    this.tokens = Math.min(this.perSecond, this.tokens + (elapsedMs * this.perSecond) / 1000);
    this.filledAt = now;
  }
}

/** Decides whether a shard accepts another write or read now. */
export interface ShardLimits {
  /** Accepts a record of so many bytes, or refuses it. */
  write(bytes: number): boolean;
  /** Accepts one read call, or refuses it. */
  read(): boolean;
  /**
   * Charges the bytes that a read returned. As in AWS, up to 10 MiB at once are paid for by the
   * seconds that follow.
   */
  returned(bytes: number): void;
}

export const UNLIMITED: ShardLimits = { write: () => true, read: () => true, returned: () => undefined };

/** AWS's limits of one shard. */
export function shardLimits(clock: Clock): ShardLimits {
  const writeBytes = new TokenBucket(SHARD_RATES.writeBytes, clock);
  const writeRecords = new TokenBucket(SHARD_RATES.writeRecords, clock);
  const readBytes = new TokenBucket(SHARD_RATES.readBytes, clock);
  const readCalls = new TokenBucket(SHARD_RATES.readCalls, clock);
  return {
    write: (bytes) => {
      if (!writeRecords.has(1) || !writeBytes.has(bytes)) return false;
      writeRecords.take(1);
      writeBytes.take(bytes);
      return true;
    },
    read: () => {
      if (!readCalls.has(1) || !readBytes.has(1)) return false;
      readCalls.take(1);
      return true;
    },
    returned: (bytes) => readBytes.take(bytes),
  };
}
