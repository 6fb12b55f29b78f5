/** One delivery stream of Firehose. */
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { keyProblem } from '../../bucket/key';
import type { VirtualClock } from '../../clock';
import type { DeliveryStreamWiring } from '../../template/wiring';
import { ACTIVE_PARTITION_LIMIT, ActivePartitions } from '../buffer/active-partitions';
import { BufferSet } from '../buffer/buffer-set';
import type { OpenBuffer } from '../buffer/open-buffer';
import { type ParquetWriter, stagingLine } from '../convert/parquet-writer';
import { type DeliveryCounters, type MutableCounters, newCounters } from './counters';
import { Deliverer } from './deliverer';
import type { DeliveryPlan } from './delivery-plan';
import { type DeliveryError, errorLine, metadataExtractionFailed, tooManyPartitions } from './error-record';
import { type Deliverable, examine, type Refused } from './examine';

const MIB = 1024 * 1024;
/** How often a drain without jumps checks whether an interval has ended. */
const DRAIN_POLL_MS = 50;

export interface DeliveryStreamOptions {
  readonly plan: DeliveryPlan;
  readonly clock: VirtualClock;
  readonly jump: boolean;
  readonly writer: ParquetWriter;
  /** A folder of this stream's own, on the bucket's file system. */
  readonly stagingFolder: string;
  readonly maxBufferedBytes: number;
}

/**
 * One delivery stream: accepts records, gathers their documents by partition, and delivers when
 * Firehose would.
 */
export class DeliveryStream {
  readonly wiring: DeliveryStreamWiring;
  private readonly tally: MutableCounters = newCounters();
  private readonly partitions: BufferSet;
  private readonly errors: BufferSet;
  private readonly cloud: ActivePartitions;
  private readonly deliverer: Deliverer;

  constructor(private readonly options: DeliveryStreamOptions) {
    const { plan, writer, stagingFolder } = options;
    this.wiring = plan.wiring;
    const intervalMs = this.wiring.bufferingSeconds * 1000;
    const encoding = plan.conversion ? 'utf8' : 'latin1';
    this.partitions = new BufferSet({ intervalMs, encoding, stagingFolder: path.join(stagingFolder, 'documents') });
    this.errors = new BufferSet({ intervalMs, encoding: 'utf8', stagingFolder: path.join(stagingFolder, 'errors') });
    this.cloud = new ActivePartitions(intervalMs);
    this.deliverer = new Deliverer(plan, writer, this.tally);
  }

  /** A copy of the present figures. */
  get counters(): DeliveryCounters {
    return structuredClone(this.tally);
  }

  /**
   * Accepts a record. On return each of its documents is buffered for the prefix or for the error
   * prefix.
   */
  accept(record: Buffer): void {
    this.tally.records += 1;
    this.tally.bytes += record.length;
    for (const outcome of examine(this.options.plan, record)) {
      this.tally.documents += 1;
      if ('error' in outcome) this.keepError(outcome);
      else this.take(outcome);
    }
    if (this.partitions.bytes + this.errors.bytes <= this.options.maxBufferedBytes) return;
    this.tally.earlyDeliveries += 1;
    this.deliverDue(Number.POSITIVE_INFINITY);
  }

  /**
   * Resolves when there is room for more records.
   * @throws the Error of a delivery that failed.
   */
  async ready(): Promise<void> {
    // One delivery may run while buffers fill. A second one has to wait, or staging grows without
    // bound.
    if (this.deliverer.pending > 1 || this.deliverer.failed) await this.deliverer.finished();
  }

  /**
   * Starts to deliver the buffers that are due.
   * @param now virtual milliseconds; infinity for everything.
   */
  deliverDue(now = this.options.clock.now()): void {
    this.deliverer.deliver(this.partitions.takeDue(now));
    this.deliverer.deliverErrors(this.errors.takeDue(now));
  }

  /**
   * Delivers everything, by a jump to the interval's end or by waiting for it.
   * @throws the Error of a delivery that failed.
   */
  async drain(): Promise<void> {
    if (this.options.jump) this.jump();
    while (this.partitions.size + this.errors.size > 0) {
      await wait(DRAIN_POLL_MS);
      this.deliverDue();
    }
    await this.deliverer.finished();
  }

  /** Waits for deliveries under way. The contents of open buffers are lost. */
  async stop(): Promise<void> {
    for (const buffers of [this.partitions, this.errors]) buffers.takeDue(Number.POSITIVE_INFINITY);
    await this.deliverer.finished().catch(() => undefined);
  }

  private take(document: Deliverable): void {
    const { clock, jump, plan } = this.options;
    const partition = document.keys.join('\0');
    if (jump && !this.cloud.admits(partition, clock.now() - clock.skippedMs)) this.tally.overLimit += 1;
    const buffer = this.partitions.get(partition) ?? this.openPartition(partition, document.keys);
    if ('code' in buffer) {
      this.keepError({ error: buffer, raw: Buffer.from(document.source) });
      return;
    }
    const text = plan.conversion ? stagingLine(buffer.options.number, document.text) : document.text;
    buffer.append(text, document.bytes);
    if (buffer.bytes >= this.wiring.bufferingMiB * MIB) this.deliverer.deliver(this.partitions.take(partition));
  }

  private openPartition(partition: string, keys: readonly string[]): OpenBuffer | DeliveryError {
    const { plan, clock } = this.options;
    const names = plan.extraction?.keys ?? [];
    const partitionKeys = Object.fromEntries(names.map((name, at) => [name, keys[at] ?? '']));
    if (!this.makeRoom()) return tooManyPartitions;
    const arrivedAt = clock.now();
    const prefix = plan.prefix.evaluate({ arrivedAt, partitionKeys });
    const problem = keyProblem(this.deliverer.key(prefix, arrivedAt));
    if (problem) return metadataExtractionFailed(`The S3 key for "${prefix}" ${problem}`);
    const buffer = this.partitions.add(partition, prefix, arrivedAt);
    this.tally.partitionsOpened += 1;
    this.tally.maxPartitionsOpen = Math.max(this.tally.maxPartitionsOpen, this.partitions.size);
    return buffer;
  }

  /**
   * Makes room for one more active partition: delivers what is due, or else jumps.
   * @returns false when there is no room.
   */
  private makeRoom(): boolean {
    if (this.partitions.size < ACTIVE_PARTITION_LIMIT) return true;
    this.deliverDue();
    if (this.partitions.size < ACTIVE_PARTITION_LIMIT) return true;
    if (!this.options.jump) {
      this.tally.overLimit += 1;
      return false;
    }
    this.jump();
    return true;
  }

  private jump(): void {
    const deadlines = [this.partitions.lastDeadline, this.errors.lastDeadline].filter((at) => at !== undefined);
    if (deadlines.length === 0) return;
    const { clock } = this.options;
    if (Math.max(...deadlines) > clock.now()) this.tally.jumps += 1;
    clock.jumpTo(Math.max(...deadlines));
    this.deliverDue();
  }

  private keepError({ error, raw }: Refused): void {
    const { plan, clock } = this.options;
    const now = clock.now();
    const open = () =>
      this.errors.add(error.type, plan.errorPrefix.evaluate({ arrivedAt: now, errorOutputType: error.type }), now);
    const buffer = this.errors.get(error.type) ?? open();
    buffer.append(errorLine(error, raw, now, plan.conversion?.table), raw.length);
    this.tally.errors[error.type] += 1;
  }
}
