/** Gathers records of some partition keys into batches and delivers these one after another. */
import { MAX_PAYLOAD_BYTES } from '../function/invocation';
import type { StoredRecord } from '../kinesis/shard/record';
import type { MappingWiring } from '../template/wiring';
import type { BatchDelivery } from './batch-delivery';
import { KinesisEventFormat } from './kinesis-event';
import { Signal } from './signal';

interface Waiting {
  readonly record: StoredRecord;
  /** Size of the record's JSON in the event. */
  readonly bytes: number;
  /** When its batch closes even if it is not full, in milliseconds since 1970. */
  readonly closesAt: number;
}

export interface LaneOptions {
  readonly wiring: MappingWiring;
  readonly format: KinesisEventFormat;
  readonly delivery: BatchDelivery;
  readonly now: () => number;
  readonly stopped: () => boolean;
}

/**
 * Interval of looking at the window. A jump of the virtual clock may end it, and no timer notices
 * that.
 */
const LOOK_AGAIN_MS = 1000;

export class Lane {
  private queue: Waiting[] = [];
  private bytes = 0;
  private readonly wake = new Signal();

  constructor(private readonly options: LaneOptions) {}

  /** Bytes of event JSON waiting for an invocation. */
  get waitingBytes(): number {
    return this.bytes;
  }

  /**
   * When the batching window of the waiting records ends, in milliseconds since 1970. Absent while
   * no record waits.
   */
  get windowEndsAt(): number | undefined {
    return this.queue[0]?.closesAt;
  }

  push(record: StoredRecord): void {
    const bytes = this.options.format.recordBytes(record);
    const closesAt = this.options.now() + this.options.wiring.maximumBatchingWindowSeconds * 1000;
    this.queue.push({ record, bytes, closesAt });
    this.bytes += bytes;
  }

  /** Makes the lane check again whether a batch must be closed. */
  look(): void {
    this.wake.notify();
  }

  /** Delivers batches until the mapping is stopped. */
  async run(): Promise<void> {
    while (!this.options.stopped()) {
      const batch = this.takeBatch();
      if (batch) await this.options.delivery.deliver(batch);
      else await this.wake.wait(this.queue.length > 0 ? LOOK_AGAIN_MS : undefined);
    }
  }

  /**
   * Takes the records of the next batch if it is full, by number or bytes, or its window has ended.
   */
  private takeBatch(): readonly StoredRecord[] | undefined {
    const { wiring, now } = this.options;
    let count = 0;
    let bytes = 0;
    for (const waiting of this.queue) {
      const fits =
        count < wiring.batchSize && KinesisEventFormat.eventBytes(bytes + waiting.bytes) <= MAX_PAYLOAD_BYTES;
      // A record that is too large for any event goes alone, so that its failure is seen.
      if (!fits && count > 0) break;
      count += 1;
      bytes += waiting.bytes;
    }
    const full = count === wiring.batchSize || count < this.queue.length;
    if (count === 0 || !(full || now() >= (this.windowEndsAt ?? 0))) return undefined;
    this.bytes -= bytes;
    return this.queue.splice(0, count).map(({ record }) => record);
  }
}
