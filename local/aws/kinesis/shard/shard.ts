/** One shard of a Kinesis stream. */
import { ConsumerPositions } from './consumer-positions';
import { type Clock, GET_LIMITS, type ShardLimits } from './limits';
import type { MemoryBound, Trimmable } from './memory-bound';
import { type ShardReader, type StoredRecord, sizeOf } from './record';
import { RecordLog } from './record-log';
import type { SequenceNumbers } from './sequence';
import { emptyTally } from './tally';

/**
 * Memory of a record beside its data and key. A million small records took 440 bytes each of
 * resident memory.
 */
const RECORD_OVERHEAD = 450;

export interface ShardParts {
  readonly shardId: string;
  readonly sequence: SequenceNumbers;
  readonly limits: ShardLimits;
  readonly clock: Clock;
  readonly retentionMs: number;
  readonly memory: MemoryBound;
}

/** The result of a read. `next` is the running number at which the next read continues. */
export interface Batch {
  readonly records: readonly StoredRecord[];
  readonly behindMs: number;
  readonly next: number;
}

/**
 * One shard: an ordered log with rates, a retention, and the positions of its registered consumers.
 */
export class Shard implements ShardReader, Trimmable {
  readonly shardId: string;
  readonly sequence: SequenceNumbers;
  readonly tally = emptyTally();
  private readonly log = new RecordLog();
  private readonly consumers = new ConsumerPositions();
  private newestArrival = 0;

  constructor(private readonly parts: ShardParts) {
    this.shardId = parts.shardId;
    this.sequence = parts.sequence;
    parts.memory.add(this);
  }

  /**
   * Stores a record.
   * @returns `throttled` above the shard's write rate, and `full` at the endpoint's bound on bytes.
   */
  append(partitionKey: string, data: Buffer): StoredRecord | 'throttled' | 'full' {
    this.trimExpired();
    const bytes = sizeOf({ data, partitionKey });
    const refused = this.refusal(bytes);
    if (refused !== undefined) {
      this.tally.throttledWrites += 1;
      return refused;
    }
    // Never earlier than the record before, even if the clock is set back, because AT_TIMESTAMP
    // uses a binary search.
    this.newestArrival = Math.max(this.newestArrival, this.parts.clock.now());
    const sequenceNumber = this.sequence.format(this.log.next);
    const record = { sequenceNumber, partitionKey, data, arrivedAt: this.newestArrival };
    this.log.append(record);
    this.parts.memory.count(bytes + RECORD_OVERHEAD);
    this.tally.records += 1;
    this.tally.bytes += bytes;
    return record;
  }

  read(after: string | undefined, limit: number): { records: readonly StoredRecord[]; behindMs: number } | 'throttled' {
    if (after === undefined) return this.readFrom(this.log.first, limit);
    return this.readFrom(this.positionOf(after) + 1, limit);
  }

  /**
   * Reads up to `limit` records (1 to 10,000) and 10 MiB from a running number on, or from the
   * oldest kept record if that is later. `behindMs` is the age of the next unread record, and 0
   * only when there is none.
   */
  readFrom(position: number, limit: number): Batch | 'throttled' {
    if (!(limit >= 1 && limit <= GET_LIMITS.recordsPerCall)) {
      throw new RangeError(`limit is ${limit}: a read returns 1 to ${GET_LIMITS.recordsPerCall} records`);
    }
    if (!this.parts.limits.read()) {
      this.tally.throttledReads += 1;
      return 'throttled';
    }
    this.trimExpired();
    const start = Math.max(position, this.log.first);
    const { records, bytes } = this.collect(start, limit);
    this.parts.limits.returned(bytes);
    this.tally.reads += 1;
    this.tally.recordsRead += records.length;
    this.tally.bytesRead += bytes;
    const next = start + records.length;
    const unread = this.log.at(next);
    const behindMs = unread === undefined ? 0 : Math.max(1, this.parts.clock.now() - unread.arrivedAt);
    return { records, behindMs, next };
  }

  get newest(): string | undefined {
    return this.log.at(this.log.next - 1)?.sequenceNumber;
  }

  /** Running number that the next record will get. */
  get next(): number {
    return this.log.next;
  }

  /** Number of kept records. */
  get held(): number {
    return this.log.next - this.log.first;
  }

  /**
   * Running number of the first record that arrived at `time` (milliseconds since 1970) or later.
   */
  positionSince(time: number): number {
    return this.log.firstSince(time);
  }

  /**
   * Registers a consumer, beginning at the oldest kept record. At the bound on bytes, records after
   * its position are not dropped.
   */
  register(consumer: string): void {
    this.consumers.register(consumer, this.log.first - 1);
  }

  deregister(consumer: string): void {
    this.consumers.deregister(consumer);
  }

  /**
   * Notes that a registered consumer has finished everything up to and including a sequence number.
   */
  acknowledge(consumer: string, sequenceNumber: string): void {
    this.consumers.acknowledge(consumer, this.positionOf(sequenceNumber));
  }

  get oldestPassed(): number | undefined {
    const { first } = this.log;
    return this.consumers.allPassed(first) ? this.log.at(first)?.arrivedAt : undefined;
  }

  trimOldest(): void {
    this.drop();
    this.tally.trimmed += 1;
  }

  trimExpired(): void {
    const horizon = this.parts.clock.now() - this.parts.retentionMs;
    for (let oldest = this.log.at(this.log.first); oldest !== undefined; oldest = this.log.at(this.log.first)) {
      if (oldest.arrivedAt >= horizon) return;
      this.drop();
      this.tally.expired += 1;
    }
  }

  /** Drops all records of a deleted stream. */
  clear(): void {
    while (this.held > 0) this.drop();
    this.parts.memory.remove(this);
  }

  private refusal(bytes: number): 'throttled' | 'full' | undefined {
    // The bound comes first: an entry that cannot be kept must not use up the shard's rate.
    if (!this.parts.memory.makeRoom(bytes + RECORD_OVERHEAD)) return 'full';
    return this.parts.limits.write(bytes) ? undefined : 'throttled';
  }

  private positionOf(sequenceNumber: string): number {
    const position = this.sequence.parse(sequenceNumber);
    if (position === undefined) throw new Error(`Sequence number ${sequenceNumber} does not belong to ${this.shardId}`);
    return position;
  }

  private collect(start: number, limit: number): { records: StoredRecord[]; bytes: number } {
    const records: StoredRecord[] = [];
    let bytes = 0;
    for (let position = start; records.length < limit; position += 1) {
      const record = this.log.at(position);
      if (record === undefined) break;
      const size = sizeOf(record);
      if (bytes + size > GET_LIMITS.bytesPerCall) break;
      records.push(record);
      bytes += size;
    }
    return { records, bytes };
  }

  private drop(): void {
    const record = this.log.shift();
    if (record !== undefined) this.parts.memory.count(-(sizeOf(record) + RECORD_OVERHEAD));
  }
}
