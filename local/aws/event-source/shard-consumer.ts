/**
 * Reads one shard in order, distributes its records to lanes by partition key, and checkpoints the
 * records that lanes complete.
 */
import { hash } from 'node:crypto';
import { MAX_PAYLOAD_BYTES } from '../function/invocation';
import type { ShardReader, StoredRecord } from '../kinesis/shard/record';
import type { MappingWiring } from '../template/wiring';
import { Checkpoint } from './checkpoint';
import type { MappingCounters } from './counters';
import type { Lane } from './lane';
import { Signal } from './signal';

/** The limit of GetRecords. */
const READ_LIMIT = 10_000;

/** A shard allows 5 reads a second, so the next one is at most this far away. */
const THROTTLED_MS = 200;

export interface ShardConsumerOptions {
  readonly wiring: MappingWiring;
  readonly reader: ShardReader;
  readonly counters: MappingCounters;
  readonly pollMs: number;
  readonly now: () => number;
  readonly stopped: () => boolean;
  /** Called after each read that returned records, and whenever records are complete. */
  readonly changed: () => void;
  readonly acknowledged: (shardId: string, sequenceNumber: string) => void;
}

export class ShardConsumer {
  private readonly checkpoint = new Checkpoint();
  private lanes: readonly Lane[] = [];
  private after: string | undefined;
  private behindMs = 0;
  private readonly wake = new Signal();

  constructor(private readonly options: ShardConsumerOptions) {
    if (options.wiring.startingPosition === 'LATEST') this.after = options.reader.newest;
  }

  get shardId(): string {
    return this.options.reader.shardId;
  }

  /** Whether every record that the shard holds has been read. */
  get caughtUp(): boolean {
    const { newest } = this.options.reader;
    return newest === undefined || (this.after !== undefined && BigInt(this.after) >= BigInt(newest));
  }

  /** Whether every record has also been processed or given up. */
  get idle(): boolean {
    return this.caughtUp && this.checkpoint.oldestOpen === undefined;
  }

  /** Age in milliseconds of the oldest record that is not complete. 0 when there is none. */
  get lagMs(): number {
    const oldest = this.checkpoint.oldestOpen;
    if (oldest) return Math.max(0, this.options.now() - oldest.arrivedAt);
    return this.caughtUp ? 0 : this.behindMs;
  }

  /**
   * When the last open batching window ends, in milliseconds since 1970. Absent while no record
   * waits.
   */
  get windowsEndAt(): number | undefined {
    const ends = this.lanes.flatMap((lane) => lane.windowEndsAt ?? []);
    return ends.length === 0 ? undefined : Math.max(...ends);
  }

  /** Reads, and runs the lanes, until the mapping is stopped. */
  async run(lanes: readonly Lane[]): Promise<void> {
    this.lanes = lanes;
    await Promise.all([this.poll(), ...lanes.map((lane) => lane.run())]);
  }

  /** Reads the shard now instead of at the next poll, and makes each lane check its window. */
  look(): void {
    this.wake.notify();
    for (const lane of this.lanes) lane.look();
  }

  /** Notes records as processed or given up. Within a lane they come in the shard's order. */
  complete(records: readonly StoredRecord[]): void {
    const moved = this.checkpoint.complete(records);
    const { position } = this.checkpoint;
    if (moved && position !== undefined) this.options.acknowledged(this.shardId, position);
    this.options.changed();
  }

  private async poll(): Promise<void> {
    const { pollMs, stopped } = this.options;
    while (!stopped()) {
      const next = this.full ? 'full' : this.read();
      if (next === 'behind') await new Promise(setImmediate);
      else if (next === 'throttled') await pause(THROTTLED_MS);
      else await this.wake.wait(next === 'full' ? THROTTLED_MS : pollMs);
    }
  }

  /**
   * Two events' worth for each lane keep a lane busy while its next batch gathers, and bound the
   * memory of a failing lane.
   */
  private get full(): boolean {
    const bytes = this.lanes.reduce((sum, lane) => sum + lane.waitingBytes, 0);
    return bytes >= 2 * MAX_PAYLOAD_BYTES * this.lanes.length;
  }

  private read(): 'throttled' | 'behind' | 'caught up' {
    const { reader, counters } = this.options;
    const answer = reader.read(this.after, READ_LIMIT);
    if (answer === 'throttled') {
      counters.throttledReads += 1;
      return 'throttled';
    }
    counters.reads += 1;
    this.behindMs = answer.behindMs;
    this.take(answer.records);
    return answer.records.length > 0 && answer.behindMs > 0 ? 'behind' : 'caught up';
  }

  private take(records: readonly StoredRecord[]): void {
    const last = records.at(-1);
    if (!last) return;
    this.after = last.sequenceNumber;
    this.checkpoint.add(records);
    for (const record of records) this.lanes[laneOf(record.partitionKey, this.lanes.length)]?.push(record);
    for (const lane of this.lanes) lane.look();
    this.options.changed();
  }
}

/**
 * Chooses one lane for all records of a key, by the last digits of its MD5. The first digits
 * already chose the shard.
 */
export function laneOf(partitionKey: string, lanes: number): number {
  return lanes === 1 ? 0 : Number.parseInt(hash('md5', partitionKey, 'hex').slice(-8), 16) % lanes;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
