/** Shards, functions and destinations in memory, and a mapping made of them. */
import { VirtualClock } from '../../../../../local/aws/clock';
import { EventSourceMapping } from '../../../../../local/aws/event-source/event-source-mapping';
import type { FailureDestination } from '../../../../../local/aws/event-source/failure-record';
import type { EventSourceMappingOptions } from '../../../../../local/aws/event-source/options';
import type { Invocable, InvocationResult } from '../../../../../local/aws/function/invocation';
import type { ShardReader, StoredRecord } from '../../../../../local/aws/kinesis/shard/record';
import type { MappingWiring } from '../../../../../local/aws/template/wiring';

export const STREAM_ARN = 'arn:aws:kinesis:eu-west-1:111122223333:stream/trips';
export const SHARD_ID = 'shardId-000000000000';

export class FakeShard implements ShardReader {
  readonly shardId = SHARD_ID;
  readonly reads: (string | undefined)[] = [];
  /** Number of reads that will still be throttled. */
  throttle = 0;
  /** Most records that a read returns. */
  pageSize = 10_000;
  private readonly records: StoredRecord[] = [];

  get newest(): string | undefined {
    return this.records.at(-1)?.sequenceNumber;
  }

  /** Sequence numbers are 101, 102, … */
  put(data: string | Buffer, { key = 'key', arrivedAt = Date.now() } = {}): string {
    const sequenceNumber = String(101 + this.records.length);
    this.records.push({ sequenceNumber, partitionKey: key, data: Buffer.from(data), arrivedAt });
    return sequenceNumber;
  }

  read(after: string | undefined, limit: number) {
    this.reads.push(after);
    if (this.throttle > 0) {
      this.throttle -= 1;
      return 'throttled' as const;
    }
    const from = after === undefined ? 0 : Number(after) - 100;
    const records = this.records.slice(from, from + Math.min(limit, this.pageSize));
    return { records, behindMs: from + records.length < this.records.length ? 1 : 0 };
  }
}

export interface KinesisEvent {
  readonly Records: readonly {
    readonly eventID: string;
    readonly kinesis: { readonly sequenceNumber: string; readonly partitionKey: string; readonly data: string };
  }[];
}

export class FakeFunction implements Invocable {
  readonly arn = 'arn:aws:lambda:eu-west-1:111122223333:function:transform';
  readonly payloads: string[] = [];

  /**
   * @param answer gets the texts of a batch's records, and returns the function's answer. What it
   *   throws is the function's error
   */
  constructor(private readonly answer: (texts: string[], event: KinesisEvent) => unknown = () => undefined) {}

  /** The texts of each batch that the function was invoked with. */
  get batches(): string[][] {
    return this.payloads.map((payload) => texts(JSON.parse(payload)));
  }

  async invoke(payload: string): Promise<InvocationResult> {
    this.payloads.push(payload);
    const requestId = `request-${this.payloads.length}`;
    const event: KinesisEvent = JSON.parse(payload);
    try {
      return { ok: true, requestId, value: await this.answer(texts(event), event) };
    } catch (error) {
      return { ok: false, requestId, error: { errorType: 'Error', errorMessage: String(error) } };
    }
  }
}

export class FakeDestination implements FailureDestination {
  readonly objects = new Map<string, string>();

  get records() {
    return [...this.objects.values()].map((body) => JSON.parse(body));
  }

  /** The texts of each kept batch. */
  get batches(): string[][] {
    return this.records.map((record) => texts(JSON.parse(record.payload)));
  }

  async write(key: string, body: string): Promise<void> {
    this.objects.set(key, body);
  }
}

export function texts(event: KinesisEvent): string[] {
  return event.Records.map(({ kinesis }) => Buffer.from(kinesis.data, 'base64').toString());
}

export function mappingWiring(overrides: Partial<MappingWiring> = {}): MappingWiring {
  return {
    id: 'TripsMapping',
    streamName: 'trips',
    functionName: 'transform',
    startingPosition: 'TRIM_HORIZON',
    batchSize: 100,
    maximumBatchingWindowSeconds: 0,
    parallelizationFactor: 1,
    bisectBatchOnError: false,
    maximumRetryAttempts: 0,
    maximumRecordAgeSeconds: -1,
    reportBatchItemFailures: false,
    ...overrides,
  };
}

/** Makes a mapping with short delays and a bucket for failed batches, and returns all parts. */
export function arrange(wiring: Partial<MappingWiring>, options: Partial<EventSourceMappingOptions> = {}) {
  const shard = new FakeShard();
  const target = new FakeFunction();
  const destination = new FakeDestination();
  const clock = new VirtualClock();
  const acknowledged: string[] = [];
  const mapping = new EventSourceMapping({
    wiring: mappingWiring({ onFailureBucket: 'failures', ...wiring }),
    streamArn: STREAM_ARN,
    shards: [shard],
    target,
    clock,
    failureDestination: destination,
    acknowledged: (_shard, sequenceNumber) => acknowledged.push(sequenceNumber),
    backOffMs: () => 0,
    pollMs: 5,
    ...options,
  });
  return { shard, target, destination, clock, acknowledged, mapping };
}

/** Runs a mapping until it is idle, then stops it. */
export async function runUntilIdle(mapping: EventSourceMapping): Promise<void> {
  const running = mapping.start();
  try {
    await mapping.drain();
  } finally {
    mapping.stop();
    await running;
  }
}
