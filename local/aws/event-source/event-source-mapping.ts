/**
 * Lambda's event source mapping from a Kinesis stream, on one machine. It reads the shards, invokes
 * the function with batches, and handles failures as the template says. Every record ends, and is
 * counted, as processed or given up. A lane that keeps failing delays only its own partition keys,
 * until two events' worth of records wait for each lane.
 */
import type { ShardReader } from '../kinesis/shard/record';
import { BatchDelivery } from './batch-delivery';
import { type MappingCounters, zeroCounters } from './counters';
import { failureKey, failureRecord, type GivenUpBatch } from './failure-record';
import { KinesisEventFormat } from './kinesis-event';
import { Lane } from './lane';
import { defaultBackOffMs, type EventSourceMappingOptions } from './options';
import { ShardConsumer } from './shard-consumer';
import { Signal } from './signal';

/** Lambda polls a shard once a second. */
const POLL_MS = 1000;

export class EventSourceMapping {
  readonly counters: MappingCounters = zeroCounters();
  private readonly consumers: readonly ShardConsumer[];
  private readonly changed = new Signal();
  private readonly ending = new Signal();
  private stopped = false;
  private fault: Error | undefined;

  /**
   * @throws Error when the wiring names an on-failure bucket and `failureDestination` is missing.
   */
  constructor(private readonly options: EventSourceMappingOptions) {
    const { wiring, failureDestination } = options;
    if (wiring.onFailureBucket !== undefined && !failureDestination) {
      throw new Error(
        `Mapping ${wiring.id} keeps failed batches in ${wiring.onFailureBucket}: pass failureDestination`,
      );
    }
    this.consumers = options.shards.map((reader) => this.createConsumer(reader));
  }

  /** Logical id in the template. */
  get id(): string {
    return this.options.wiring.id;
  }

  /**
   * Reads and delivers until `stop`. Stops and rejects when a failure destination or a callback
   * fails.
   */
  async start(): Promise<void> {
    if (this.stopped) return;
    const ended = this.ending.wait();
    const running = this.consumers.map((consumer) => consumer.run(this.createLanes(consumer)));
    Promise.all(running).catch((cause: unknown) => {
      this.fault ??= new Error(`Mapping ${this.options.wiring.id} stopped: ${String(cause)}`, { cause });
      this.stop();
    });
    await ended;
    if (this.fault) throw this.fault;
  }

  /** Whether every record of every shard is processed or given up. Nothing is in flight then. */
  idle(): boolean {
    return this.consumers.every((consumer) => consumer.idle);
  }

  /** Age of the oldest record that is not complete, in milliseconds, by shard id. */
  lagMs(): ReadonlyMap<string, number> {
    return new Map(this.consumers.map((consumer) => [consumer.shardId, consumer.lagMs]));
  }

  /** Closes the open batching windows: the clock jumps to the end of the last one. */
  flush(): void {
    const ends = this.consumers.flatMap((consumer) => consumer.windowsEndAt ?? []);
    if (ends.length > 0) this.options.clock.jumpTo(Math.max(...ends));
    for (const consumer of this.consumers) consumer.look();
  }

  /**
   * Ends a run, when nothing more is sent: reads the remaining records without waiting for the next
   * poll, closes batching windows by a jump of the clock, and resolves when idle.
   * @throws Error when the mapping stops before it is idle.
   */
  async drain(): Promise<void> {
    while (!this.idle()) {
      if (this.stopped)
        throw this.fault ?? new Error(`Mapping ${this.options.wiring.id} was stopped before it was idle`);
      const change = this.changed.wait();
      for (const consumer of this.consumers) if (!consumer.caughtUp) consumer.look();
      if (this.consumers.every((consumer) => consumer.caughtUp)) this.flush();
      await change;
    }
  }

  /**
   * Stops at once. Invocations in flight are abandoned: their answers are ignored and their records
   * are not checkpointed.
   */
  stop(): void {
    this.stopped = true;
    this.ending.notify();
    this.changed.notify();
    for (const consumer of this.consumers) consumer.look();
  }

  private createConsumer(reader: ShardReader): ShardConsumer {
    const { wiring, clock, pollMs = POLL_MS, acknowledged = () => {} } = this.options;
    return new ShardConsumer({
      wiring,
      reader,
      counters: this.counters,
      pollMs,
      now: () => clock.now(),
      stopped: () => this.stopped,
      changed: () => this.changed.notify(),
      acknowledged,
    });
  }

  private createLanes(consumer: ShardConsumer): Lane[] {
    const { wiring, clock } = this.options;
    const now = () => clock.now();
    const stopped = () => this.stopped;
    const format = this.createFormat(consumer.shardId);
    const options = { wiring, format, delivery: this.createDelivery(consumer, format), now, stopped };
    return Array.from({ length: wiring.parallelizationFactor }, () => new Lane(options));
  }

  private createFormat(shardId: string): KinesisEventFormat {
    const { streamArn, wiring } = this.options;
    const account = streamArn.split(':')[4] ?? '';
    return new KinesisEventFormat(shardId, {
      streamArn,
      // The real name of a role exists only in the cloud.
      invokeIdentityArn: `arn:aws:iam::${account}:role/${wiring.functionName}`,
    });
  }

  private createDelivery(consumer: ShardConsumer, format: KinesisEventFormat): BatchDelivery {
    const { wiring, target, clock, backOffMs = defaultBackOffMs } = this.options;
    return new BatchDelivery({
      wiring,
      target,
      counters: this.counters,
      now: () => clock.now(),
      stopped: () => this.stopped,
      encode: (records) => format.payload(records),
      completed: (records) => consumer.complete(records),
      giveUp: (batch) => this.keep(consumer.shardId, format, batch),
      backOff: (retries) => this.ending.wait(backOffMs(retries)),
    });
  }

  /**
   * Keeps a batch that is given up. Without a destination it is dropped, as in Lambda, and only
   * counted.
   */
  private async keep(shardId: string, format: KinesisEventFormat, batch: GivenUpBatch): Promise<void> {
    const { wiring, streamArn, target, clock, failureDestination } = this.options;
    if (wiring.onFailureBucket === undefined || !failureDestination) return;
    const origin = { mappingId: wiring.id, functionArn: target.arn, streamArn, shardId };
    const at = clock.now();
    const body = failureRecord(origin, batch, at, format.payload(batch.records));
    await failureDestination.write(failureKey(origin, at), body);
  }
}
