/** Every value in which the stages may differ, with its reason. Constructs take these and never ask for the stage. */
import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { LakeYears } from '../telemetry/bounds';
import { ANALYTICS_BY_STAGE, type AnalyticsSettings, TOTALS, type TotalsSettings } from './stages/analytics';
import type { FunctionSettings, MappingSettings } from './stages/function';
import { OPERATIONS_BY_STAGE, type OperationsSettings } from './stages/operations';
import { SEARCH_BY_STAGE, type SearchSettings } from './stages/search';

export interface StageSettings {
  /** Part of the stacks' names and of the Glue database's. */
  readonly name: string;
  /** What becomes of streams, buckets and keys when their stack is deleted; buckets to be destroyed are emptied first. */
  readonly removalPolicy: RemovalPolicy;
  /** True where `cdk destroy` must not be able to delete the stacks that hold state. */
  readonly terminationProtection: boolean;
  readonly stream: StreamSettings;
  readonly lake: LakeSettings;
  readonly transform: TransformSettings;
  readonly mapping: MappingSettings;
  readonly delivery: DeliverySettings;
  readonly search: SearchSettings;
  readonly totals: TotalsSettings;
  readonly analytics: AnalyticsSettings;
  readonly operations: OperationsSettings;
  /** How long the functions' and Firehose's own logs are kept. */
  readonly logRetention: RetentionDays;
}

export interface StreamSettings {
  /** 24 to 8,760 hours; at least period + lateness + longest stop of `totals`. */
  readonly retention: Duration;
}

export interface LakeSettings {
  /** Both included. The transform keeps a trip of another year out: Athena would not look for it. */
  readonly years: LakeYears;
  /** For `errors/`: what Firehose could not deliver. Also for batches that a function gave up. */
  readonly errorExpiry: Duration;
  /** For `quarantine/`: what is no plausible trip. */
  readonly quarantineExpiry: Duration;
  /** For `statistics-refused/`: what OpenSearch did not take. */
  readonly refusedExpiry: Duration;
  readonly accessLogExpiry: Duration;
}

export interface TransformSettings extends FunctionSettings {
  /** Trips in a Firehose record, at most 500: Firehose's own limit for one to be taken apart again. */
  readonly documentsPerRecord: number;
}

export interface DeliverySettings {
  /** 60 to 900 s with dynamic partitioning. */
  readonly bufferingInterval: Duration;
  /** 64 to 128 MiB with dynamic partitioning. */
  readonly bufferingSize: Size;
}

const STREAM: StreamSettings = {
  // 25 + 24 + 23, as `totals` says: a day's total can be counted again from its first trip, though its last came a day
  // late and the job then stood still for most of another.
  retention: Duration.hours(72),
};

const LAKE: LakeSettings = {
  // The TLC publishes trips from 2009 on; beyond 2035 a date is a meter's wrong clock.
  years: { from: 2009, to: 2035 },
  // A month to notice and to send again.
  errorExpiry: Duration.days(30),
  quarantineExpiry: Duration.days(30),
  refusedExpiry: Duration.days(30),
  accessLogExpiry: Duration.days(30),
};

const TRANSFORM: TransformSettings = {
  // A batch of 6 MB holds some 12,000 trips at 12 µs of a whole CPU: 0.5 s on the 0.29 CPU that go with 512 MiB.
  memorySize: 512,
  // A hundred times that: time for Firehose to take again what it throttled.
  timeout: Duration.seconds(60),
  // The fuller a Firehose record, the less of it is rounded up to 5 KB: 500 trips are about 180 KB.
  documentsPerRecord: 500,
  logLevel: 'INFO',
};

const MAPPING: MappingSettings = {
  // 500 trips sent one a record fill one Firehose record; of aggregated records, 48 KB each, 6 MB hold about 90.
  batchSize: 500,
  // A person waits for the first trips to arrive.
  maxBatchingWindow: Duration.seconds(1),
  // A shard brings 1 MB/s, about 2,700 trips: a tenth of what one environment can take.
  parallelizationFactor: 1,
  // With Lambda's growing pauses these outlast a throttle, and stop a bad record from holding up its shard for hours.
  retryAttempts: 10,
  // A third of the stream's 72 h: what is given up can still be read again from the stream.
  maxRecordAge: Duration.hours(24),
};

const DELIVERY: DeliverySettings = {
  // Few, large files: one for each hour and vendor in 6 minutes or 128 MiB, of which 500 may be open at a time.
  bufferingInterval: Duration.seconds(360),
  bufferingSize: Size.mebibytes(128),
};

const STAGES: Readonly<Record<'dev' | 'prod', StageSettings>> = {
  /** Small and destroyable: nothing is left that bills. */
  dev: {
    name: 'dev',
    removalPolicy: RemovalPolicy.DESTROY,
    terminationProtection: false,
    stream: STREAM,
    lake: LAKE,
    // No concurrency: a new account's quota of 10 environments allows neither provisioned nor reserved ones.
    transform: TRANSFORM,
    mapping: MAPPING,
    delivery: DELIVERY,
    search: SEARCH_BY_STAGE.dev,
    totals: TOTALS,
    analytics: ANALYTICS_BY_STAGE.dev,
    operations: OPERATIONS_BY_STAGE.dev,
    logRetention: RetentionDays.ONE_WEEK,
  },
  /** Retained: what it holds outlives its stacks. */
  prod: {
    name: 'prod',
    removalPolicy: RemovalPolicy.RETAIN,
    terminationProtection: true,
    stream: STREAM,
    lake: {
      ...LAKE,
      // A year, so that a fault found in the yearly figures can still be mended.
      errorExpiry: Duration.days(365),
      quarantineExpiry: Duration.days(365),
      refusedExpiry: Duration.days(365),
      accessLogExpiry: Duration.days(365),
    },
    transform: {
      ...TRANSFORM,
      // Warm: one for each of the 4 shards that an on-demand stream starts with.
      // At most 40, for 40 shards or 40 MB/s: over 100,000 trips/s.
      concurrency: { provisioned: 4, reserved: 40 },
    },
    // Nobody waits for the lake, which is 6 minutes behind anyway: fuller batches, a fifth of the invocations.
    mapping: { ...MAPPING, maxBatchingWindow: Duration.seconds(5) },
    delivery: DELIVERY,
    search: SEARCH_BY_STAGE.prod,
    totals: TOTALS,
    analytics: ANALYTICS_BY_STAGE.prod,
    operations: OPERATIONS_BY_STAGE.prod,
    logRetention: RetentionDays.THREE_MONTHS,
  },
};

/** Names of the stages, as `-c stage=` takes them. */
export const STAGE_NAMES: readonly string[] = Object.keys(STAGES);

/** @throws Error for a name that is none of `STAGE_NAMES` */
export function stageSettings(name: unknown): StageSettings {
  const stage = Object.values(STAGES).find((candidate) => candidate.name === name);
  if (stage === undefined)
    throw new Error(`There is no stage "${String(name)}": choose one with -c stage=${STAGE_NAMES.join('|')}`);
  return stage;
}
