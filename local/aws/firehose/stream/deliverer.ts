/** Delivers closed buffers to a bucket. */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { OpenBuffer } from '../buffer/open-buffer';
import type { ParquetWriter } from '../convert/parquet-writer';
import { timestampPattern } from '../partition/timestamp-pattern';
import type { MutableCounters } from './counters';
import type { DeliveryPlan } from './delivery-plan';

/**
 * Time in an object's name. Source: Firehose guide, "Configure Amazon S3 object name format". The
 * version after it is always 1, because a stream does not change during a run.
 */
const objectTime = timestampPattern('yyyy-MM-dd-HH-mm-ss');

/** Turns closed buffers into objects, one delivery after another. */
export class Deliverer {
  private chain: Promise<void> = Promise.resolve();
  private waiting = 0;
  private broken = false;

  constructor(
    private readonly plan: DeliveryPlan,
    private readonly writer: ParquetWriter,
    private readonly counters: MutableCounters,
  ) {}

  /** Starts to deliver. On return the buffers' contents are on disk. */
  deliver(buffers: readonly OpenBuffer[]): void {
    if (buffers.length > 0) this.enqueue(buffers, (files) => this.store(buffers, files));
  }

  /** Starts to deliver buffers of error lines. */
  deliverErrors(buffers: readonly OpenBuffer[]): void {
    if (buffers.length > 0) this.enqueue(buffers, () => this.storeErrors(buffers));
  }

  /** Deliveries under way. */
  get pending(): number {
    return this.waiting;
  }

  /** Whether a delivery has failed. No later one starts then, and finished() says why. */
  get failed(): boolean {
    return this.broken;
  }

  /**
   * Resolves when all deliveries are finished.
   * @throws the Error of a delivery that failed.
   */
  finished(): Promise<void> {
    return this.chain;
  }

  private enqueue(buffers: readonly OpenBuffer[], store: (files: readonly string[]) => Promise<void>): void {
    this.waiting += 1;
    this.chain = Promise.all([this.chain, complete(buffers)]).then(async ([, files]) => {
      await store(files);
      this.waiting -= 1;
    });
    // finished() reports the error: to drain(), and to the next put through ready().
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

  /**
   * Full key of a new object, without its extension.
   * @param openedAt when its oldest record arrived, in virtual milliseconds.
   */
  key(prefix: string, openedAt: number): string {
    return `${prefix}${this.plan.wiring.name}-1-${objectTime(openedAt)}-${randomUUID()}`;
  }
}

/**
 * Completes the staging files before it returns. It is async only so that a full disk fails the
 * delivery, not the caller.
 */
async function complete(buffers: readonly OpenBuffer[]): Promise<readonly string[]> {
  return buffers.map((buffer) => buffer.complete());
}
