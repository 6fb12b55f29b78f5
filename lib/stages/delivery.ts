/**
 * Settings of the Delivery stack (from the entry stream to the lake), dev beside prod, with the
 * reasons.
 */
import { Duration, Size } from 'aws-cdk-lib';
import type { ByStage } from './common';
import type { FunctionSettings, MappingSettings } from './function';

export interface DeliverySettings {
  readonly transform: TransformSettings;
  /** The mapping from the entry stream to the transform. */
  readonly mapping: MappingSettings;
  readonly buffering: BufferingSettings;
}

export interface TransformSettings extends FunctionSettings {
  /** Trips in a Firehose record. Firehose takes a record apart into at most 500 documents. */
  readonly documentsPerRecord: number;
}

/** How long and how much Firehose collects before it writes a file. */
export interface BufferingSettings {
  /** 60 to 900 s with dynamic partitioning. */
  readonly interval: Duration;
  /** 64 to 128 MiB with dynamic partitioning. */
  readonly size: Size;
}

const TRANSFORM: TransformSettings = {
  // A batch of 6 MB holds some 12,000 trips. Each takes 12 µs of a whole CPU, so the batch takes
  // 0.5 s on the 0.29 CPU that comes with 512 MiB.
  memorySize: 512,
  // A hundred times that: Firehose has time to accept again what it throttled.
  timeout: Duration.seconds(60),
  // Firehose bills each record rounded up to 5 KB. 500 trips are about 180 KB, so little is
  // rounded.
  documentsPerRecord: 500,
  logLevel: 'INFO',
};

const MAPPING = {
  // 500 trips sent one a record fill one Firehose record. Aggregates have 48 KB each: 6 MB hold
  // about 90.
  batchSize: 500,
  // A shard brings 1 MB/s, about 2,700 trips: a tenth of what one execution environment can take.
  parallelizationFactor: 1,
  // With Lambda's growing pauses, ten retries outlast a throttle and keep a bad record from holding
  // up its shard for hours.
  retryAttempts: 10,
  // A third of the stream's 72 h: records that are given up can still be read again from the
  // stream.
  maxRecordAge: Duration.hours(24),
} satisfies Partial<MappingSettings>;

const BUFFERING: BufferingSettings = {
  // Few, large files: one for each hour and vendor in 6 minutes or 128 MiB. 500 may be open at a
  // time.
  interval: Duration.seconds(360),
  size: Size.mebibytes(128),
};

export const DELIVERY_BY_STAGE: ByStage<DeliverySettings> = {
  dev: {
    // No concurrency: a new account's quota of 10 execution environments leaves none to provision
    // or reserve.
    transform: TRANSFORM,
    // A person waits for the first trips to arrive.
    mapping: { ...MAPPING, maxBatchingWindow: Duration.seconds(1) },
    buffering: BUFFERING,
  },
  prod: {
    transform: {
      ...TRANSFORM,
      // One warm environment for each of the 4 shards that an on-demand stream starts with.
      // At most 40, for 40 shards or 40 MB/s: over 100,000 trips/s.
      concurrency: { provisioned: 4, reserved: 40 },
    },
    // Nobody waits for the lake, which is 6 minutes behind anyway. Fuller batches need a fifth of
    // the invocations.
    mapping: { ...MAPPING, maxBatchingWindow: Duration.seconds(5) },
    buffering: BUFFERING,
  },
};
