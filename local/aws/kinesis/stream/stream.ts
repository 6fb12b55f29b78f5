/** One Kinesis stream. */
import { ApiError } from '../../aws-json/protocol';
import type { StreamWiring } from '../../template/wiring';
import { evenRanges, type HashRange, hashKeyOf, shardIndex } from '../shard/hash-range';
import { type Clock, shardLimits, UNLIMITED } from '../shard/limits';
import type { MemoryBound } from '../shard/memory-bound';
import type { StoredRecord } from '../shard/record';
import { SequenceNumbers } from '../shard/sequence';
import { Shard } from '../shard/shard';
import { type ShardTally, sumTallies } from '../shard/tally';
import { rateExceeded, shardNotFound } from './errors';
import type { EntryFault } from './faults';

/** What a stream has done since it was created, and what it holds. */
export interface StreamCounters extends Readonly<ShardTally> {
  /** Entries that a fault refused with InternalFailure. */
  readonly failedWrites: number;
  /** Number of kept records. */
  readonly held: number;
}

/** A record as a producer sends it. */
export interface Entry {
  readonly partitionKey: string;
  /** Chooses the shard instead of the partition key. From 0 to 2^128-1. */
  readonly explicitHashKey?: bigint;
  readonly data: Buffer;
}

/** Where an entry was stored. */
export interface Stored {
  readonly shardId: string;
  readonly sequenceNumber: string;
}

/** A record just stored. */
export interface Arrival {
  readonly stream: string;
  readonly shardId: string;
  readonly record: StoredRecord;
}

/** A registered consumer, whose unread records are not dropped at the bound on bytes. */
export interface Registration {
  /** Notes that the consumer has finished everything in a shard up to and including this number. */
  acknowledge(shardId: string, sequenceNumber: string): void;
  /** Deregisters the consumer. It holds nothing back any more. */
  close(): void;
}

/** What all streams of one endpoint share. */
export interface Surroundings {
  readonly clock: Clock;
  readonly memory: MemoryBound;
  /** False turns off the shards' rates. */
  readonly limits: boolean;
}

const MS_PER_HOUR = 3_600_000;

/** A data stream: shards with even ranges of hash keys. */
export class KinesisStream {
  readonly name: string;
  readonly shards: readonly Shard[];
  readonly ranges: readonly HashRange[];
  /** When the stream was created, in milliseconds since 1970. */
  readonly createdAt: number;
  /** AWS account in the stream's ARN. */
  readonly account: string;
  private readonly consumers = new Set<string>();
  private readonly listeners = new Set<(arrival: Arrival) => void>();
  private injectedThrottles = 0;
  private injectedFailures = 0;

  constructor(
    readonly wiring: StreamWiring,
    private readonly surroundings: Surroundings,
  ) {
    this.name = wiring.name;
    this.account = wiring.arn.split(':')[4] ?? '';
    this.createdAt = surroundings.clock.now();
    this.ranges = evenRanges(wiring.shardCount);
    this.shards = this.ranges.map((_, index) => this.makeShard(index));
  }

  /** Routes and stores one entry, or says why not. With a `fault`, the entry is refused. */
  put(entry: Entry, fault?: EntryFault): Stored | ApiError {
    const shard = this.shardFor(entry.explicitHashKey ?? hashKeyOf(entry.partitionKey));
    if (fault === 'throttled') {
      this.injectedThrottles += 1;
      return this.exceeded(shard.shardId);
    }
    if (fault === 'internal failure') {
      this.injectedFailures += 1;
      return new ApiError('InternalFailure', 'Internal service failure.', 500);
    }
    const record = shard.append(entry.partitionKey, entry.data);
    if (record === 'throttled') return this.exceeded(shard.shardId);
    if (record === 'full') return this.full();
    for (const listener of this.listeners) listener({ stream: this.name, shardId: shard.shardId, record });
    return { shardId: shard.shardId, sequenceNumber: record.sequenceNumber };
  }

  /** @throws ApiError ResourceNotFoundException for a shard that the stream does not have. */
  shard(shardId: string): Shard {
    const shard = this.shards.find((candidate) => candidate.shardId === shardId);
    if (shard === undefined) throw shardNotFound(shardId, this.name, this.account);
    return shard;
  }

  /**
   * Registers a consumer under a unique name, beginning before the oldest kept record of each
   * shard. At the bound on bytes, only records that every registered consumer has acknowledged are
   * dropped, oldest first. If there is none, new entries are throttled. Without consumers, nothing
   * is dropped before its retention ends. A reader over HTTP is not registered: it holds nothing
   * back, and may miss records that the registered consumers have passed.
   */
  register(consumer: string): Registration {
    if (this.consumers.has(consumer)) throw new Error(`Consumer ${consumer} of ${this.name} is already registered`);
    this.consumers.add(consumer);
    for (const shard of this.shards) shard.register(consumer);
    return {
      acknowledge: (shardId, sequenceNumber) => this.shard(shardId).acknowledge(consumer, sequenceNumber),
      close: () => {
        this.consumers.delete(consumer);
        for (const shard of this.shards) shard.deregister(consumer);
      },
    };
  }

  /**
   * Calls `listener` immediately after each record is stored. It must be quick and must not throw.
   * @returns a function that removes the listener.
   */
  onArrival(listener: (arrival: Arrival) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** A snapshot of the counters over all shards. */
  get counters(): StreamCounters {
    const tally = sumTallies(this.shards.map((shard) => shard.tally));
    return {
      ...tally,
      throttledWrites: tally.throttledWrites + this.injectedThrottles,
      failedWrites: this.injectedFailures,
      held: this.shards.reduce((total, shard) => total + shard.held, 0),
    };
  }

  /** Drops all records of a deleted stream. */
  clear(): void {
    for (const shard of this.shards) shard.clear();
  }

  /** The error when a write or read rate is exceeded. */
  exceeded(shardId: string): ApiError {
    return rateExceeded(`Rate exceeded for shard ${shardId} in stream ${this.name} under account ${this.account}.`);
  }

  private full(): ApiError {
    return rateExceeded(
      `The local endpoint holds ${this.surroundings.memory.maxBytes} bytes, its limit, ` +
        'and no record that all registered consumers have passed: consume faster or raise maxBytes.',
    );
  }

  private shardFor(hashKey: bigint): Shard {
    const shard = this.shards[shardIndex(hashKey, this.shards.length)];
    if (shard === undefined) throw new RangeError(`Hash key ${hashKey} is outside 0 to 2^128-1`);
    return shard;
  }

  private makeShard(index: number): Shard {
    const { clock, memory, limits } = this.surroundings;
    return new Shard({
      shardId: `shardId-${String(index).padStart(12, '0')}`,
      sequence: new SequenceNumbers(this.createdAt, index),
      limits: limits ? shardLimits(clock) : UNLIMITED,
      clock,
      retentionMs: this.wiring.retentionHours * MS_PER_HOUR,
      memory,
    });
  }
}
