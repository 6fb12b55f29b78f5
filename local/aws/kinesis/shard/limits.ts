/**
 * The limits of Kinesis Data Streams and the token buckets that keep a shard's.
 * Source: "Quotas and limits", PutRecords and GetRecords in the Amazon Kinesis Data Streams documentation.
 */

const MIB = 1024 * 1024;

/** What one PutRecords call may carry. */
export const PUT_LIMITS = {
  recordsPerCall: 500,
  /** Data and partition keys together. */
  bytesPerCall: 10 * MIB,
  /** Data and partition key together, for a stream of default record size. */
  bytesPerRecord: MIB,
  partitionKeyCharacters: 256,
} as const;

/** What one GetRecords call may return, and how long an iterator lives. */
export const GET_LIMITS = { recordsPerCall: 10_000, bytesPerCall: 10 * MIB, iteratorLifeMs: 300_000 } as const;

/** A shard's rates a second; reads are shared by all its consumers. */
export const SHARD_RATES = { writeBytes: MIB, writeRecords: 1_000, readBytes: 2 * MIB, readCalls: 5 } as const;

/** Where time comes from: milliseconds since 1970. */
export interface Clock {
  now(): number;
}

/** Tokens that flow in at a rate, up to one second's worth. */
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

  /** Takes tokens whether or not they are there: below zero, the bucket stays shut until the debt has flowed in. */
  take(tokens: number): void {
    this.fill();
    this.tokens -= tokens;
  }

  private fill(): void {
    const now = this.clock.now();
    // A clock set back must not empty the bucket.
    const elapsedMs = Math.max(0, now - this.filledAt);
    this.tokens = Math.min(this.perSecond, this.tokens + (elapsedMs * this.perSecond) / 1000);
    this.filledAt = now;
  }
}

/** Whether a shard takes another write or read now. */
export interface ShardLimits {
  /** Takes a record of so many bytes, or nothing at all. */
  write(bytes: number): boolean;
  /** Takes one read call, or nothing. */
  read(): boolean;
  /** Charges what a read returned: up to 10 MiB at once, paid for by the seconds that follow, as AWS does. */
  returned(bytes: number): void;
}

export const UNLIMITED: ShardLimits = { write: () => true, read: () => true, returned: () => undefined };

/** The rates of one shard as AWS sets them. */
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
