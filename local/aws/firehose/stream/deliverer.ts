import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { OpenBuffer } from '../buffer/open-buffer';
import type { ParquetWriter } from '../convert/parquet-writer';
import { timestampPattern } from '../partition/timestamp-pattern';
import type { MutableCounters } from './counters';
import type { DeliveryPlan } from './delivery-plan';

/** Firehose guide, "Configure Amazon S3 object name format"; version 1, as nothing changes while a run lasts. */
const objectTime = timestampPattern('yyyy-MM-dd-HH-mm-ss');

/** Turns closed buffers into objects, one delivery after the other. */
export class Deliverer {
  private chain: Promise<void> = Promise.resolve();
  private waiting = 0;
  private broken = false;

  constructor(
    private readonly plan: DeliveryPlan,
    private readonly writer: ParquetWriter,
    private readonly counters: MutableCounters,
  ) {}

  /** Begins to deliver: what the buffers hold is on disk when this returns. */
  deliver(buffers: readonly OpenBuffer[]): void {
    if (buffers.length > 0) this.enqueue(buffers, (files) => this.store(buffers, files));
  }

  /** The same for buffers of error lines. */
  deliverErrors(buffers: readonly OpenBuffer[]): void {
    if (buffers.length > 0) this.enqueue(buffers, () => this.storeErrors(buffers));
  }

  /** Deliveries begun and not ended. */
  get pending(): number {
    return this.waiting;
  }

  /** True once a delivery has failed: no later one is begun, and settled() says why. */
  get failed(): boolean {
    return this.broken;
  }

  /** Resolves when everything begun is delivered. @throws Error of the delivery that failed. */
  settled(): Promise<void> {
    return this.chain;
  }

  private enqueue(buffers: readonly OpenBuffer[], store: (files: readonly string[]) => Promise<void>): void {
    this.waiting += 1;
    this.chain = Promise.all([this.chain, complete(buffers)]).then(async ([, files]) => {
      await store(files);
      this.waiting -= 1;
    });
    // Reported by settled(), which every put and drain() asks.
    this.chain.catch(() => {
      this.broken = true;
    });
  }

  private async store(buffers: readonly OpenBuffer[], staged: readonly string[]): Promise<void> {
    const { conversion } = this.plan;
    if (!conversion) {
      for (const buffer of buffers) await this.publish(buffer, [buffer.options.file], '');
      return;
    }
    const sources = buffers.map(({ options, documents }) => ({ ...options, documents }));
    const written = await this.writer.write(sources, conversion);
    for (const buffer of buffers) await this.publish(buffer, written.get(buffer.options.number) ?? [], '.parquet');
    await this.writer.discard(written);
    await Promise.all(staged.map((file) => rm(file)));
  }

  private async storeErrors(buffers: readonly OpenBuffer[]): Promise<void> {
    for (const { options } of buffers) {
      await this.plan.bucket.adopt(this.key(options.prefix, options.openedAt), options.file);
      this.counters.errorObjects += 1;
    }
  }

  private async publish(
    { options, documents }: OpenBuffer,
    files: readonly string[],
    extension: string,
  ): Promise<void> {
    for (const file of files)
      await this.plan.bucket.adopt(this.key(options.prefix, options.openedAt) + extension, file);
    this.counters.objects += files.length;
    this.counters.delivered += documents;
  }

  /** Full key of a new object, without its extension. @param openedAt arrival of its oldest record. */
  key(prefix: string, openedAt: number): string {
    return `${prefix}${this.plan.wiring.name}-1-${objectTime(openedAt)}-${randomUUID()}`;
  }
}

/** Runs to its end before it returns; asynchronous only so that a full disk fails the delivery, not the caller. */
async function complete(buffers: readonly OpenBuffer[]): Promise<readonly string[]> {
  return buffers.map((buffer) => buffer.complete());
}
