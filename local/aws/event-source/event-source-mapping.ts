/**
 * Lambda's event source mapping from a Kinesis stream, on one machine: reads the shards, invokes the function with
 * batches, and treats failures as the template states. Every record ends processed or given up, and is counted as one.
 * A lane that keeps failing holds up only its own partition keys, until it holds two events' worth for each lane.
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

export class EventSourceMapping {
  readonly counters: MappingCounters = zeroCounters();
  private readonly consumers: readonly ShardConsumer[];
  private readonly changed = new Signal();
  private readonly ending = new Signal();
  private stopped = false;
  private fault: Error | undefined;

  /** @throws when the wiring names an on-failure bucket and no destination stands for it. */
  constructor(private readonly options: EventSourceMappingOptions) {
    const { wiring, failureDestination } = options;
    if (wiring.onFailureBucket !== undefined && !failureDestination) {
      throw new Error(
        `Mapping ${wiring.id} keeps failed batches in ${wiring.onFailureBucket}: pass failureDestination`,
      );
    }
    this.consumers = options.shards.map((reader) => this.consumer(reader));
  }

  /** The template's. */
  get id(): string {
    return this.options.wiring.id;
  }

  /** Reads and delivers until `stop`; rejects when a failure destination or a callback does, having stopped. */
  async start(): Promise<void> {
    if (this.stopped) return;
    const ended = this.ending.wait();
    const running = this.consumers.map((consumer) => consumer.run(this.lanes(consumer)));
    Promise.all(running).catch((cause: unknown) => {
      this.fault ??= new Error(`Mapping ${this.options.wiring.id} stopped: ${String(cause)}`, { cause });
      this.stop();
    });
    await ended;
    if (this.fault) throw this.fault;
  }

  /** Whether every record of every shard is processed or given up, so that nothing is in flight. */
  idle(): boolean {
    return this.consumers.every((consumer) => consumer.idle);
  }

  /** Age of the oldest record not settled yet, milliseconds, by shard id. */
  lagMs(): ReadonlyMap<string, number> {
    return new Map(this.consumers.map((consumer) => [consumer.shardId, consumer.lagMs]));
  }

  /** Closes the batching windows that wait: the clock jumps to the end of the last one. */
  flush(): void {
    const ends = this.consumers.flatMap((consumer) => consumer.windowsEndAt ?? []);
    if (ends.length > 0) this.options.clock.jumpTo(Math.max(...ends));
    for (const consumer of this.consumers) consumer.look();
  }

  /**
   * For the end of a run, when nothing more is sent: reads what is left without waiting for the next poll, closes
   * batching windows by a jump of the clock, and resolves when idle.
   * @throws when the mapping is stopped before, or has stopped on a fault.
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

  /** Stops at once. What is in flight is abandoned: its answer is ignored and its records are not checkpointed. */
  stop(): void {
    this.stopped = true;
    this.ending.notify();
    this.changed.notify();
    for (const consumer of this.consumers) consumer.look();
  }

  private consumer(reader: ShardReader): ShardConsumer {
    const { wiring, clock, pollMs = 1000, acknowledged = () => {} } = this.options;
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

  private lanes(consumer: ShardConsumer): Lane[] {
    const { wiring, clock } = this.options;
    const now = () => clock.now();
    const stopped = () => this.stopped;
    const format = this.format(consumer.shardId);
    const options = { wiring, format, delivery: this.delivery(consumer, format), now, stopped };
    return Array.from({ length: wiring.parallelizationFactor }, () => new Lane(options));
  }

  private format(shardId: string): KinesisEventFormat {
    const { streamArn, wiring } = this.options;
    const account = streamArn.split(':')[4] ?? '';
    return new KinesisEventFormat(shardId, {
      streamArn,
      // A role's real name is the cloud's own; one machine has none.
      invokeIdentityArn: `arn:aws:iam::${account}:role/${wiring.functionName}`,
    });
  }

  private delivery(consumer: ShardConsumer, format: KinesisEventFormat): BatchDelivery {
    const { wiring, target, clock, backOffMs = defaultBackOffMs } = this.options;
    return new BatchDelivery({
      wiring,
      target,
      counters: this.counters,
      now: () => clock.now(),
      stopped: () => this.stopped,
      encode: (records) => format.payload(records),
      settled: (records) => consumer.settle(records),
      giveUp: (batch) => this.keep(consumer.shardId, format, batch),
      backOff: (retries) => this.ending.wait(backOffMs(retries)),
    });
  }

  /** Without a destination the batch is skipped, as Lambda does; the counters tell. */
  private async keep(shardId: string, format: KinesisEventFormat, batch: GivenUpBatch): Promise<void> {
    const { wiring, streamArn, target, clock, failureDestination } = this.options;
    if (wiring.onFailureBucket === undefined || !failureDestination) return;
    const origin = { mappingId: wiring.id, functionArn: target.arn, streamArn, shardId };
    const at = clock.now();
    const body = failureRecord(origin, batch, at, format.payload(batch.records));
    await failureDestination.write(failureKey(origin, at), body);
  }
}
