/** What the stages say of the live statistics, with the reasons. */
import { Duration } from 'aws-cdk-lib';
import type { FunctionSettings, MappingSettings } from './function';

export interface AnalyticsSettings {
  readonly application: ApplicationSettings;
  readonly job: JobSettings;
  /** Of the stream of statistics: how long OpenSearch may be away. 24 to 8,760 hours. */
  readonly retention: Duration;
  /** The function that writes statistics to OpenSearch. */
  readonly index: FunctionSettings;
  readonly indexMapping: MappingSettings;
  readonly runner: RunnerSettings;
}

/** What starts the job and keeps it running. */
export interface RunnerSettings {
  /** How often it looks: as long as a job that is gone stays unnoticed. */
  readonly every: Duration;
  readonly function: FunctionSettings;
  /** The function of the custom resource, which asks and waits. */
  readonly deployment: FunctionSettings;
  /** Until a deployment gives up waiting: at most an hour less what CloudFormation takes. */
  readonly deploymentTimeout: Duration;
}

/** The Studio application: what docs/analytics.md says of scaling. */
export interface ApplicationSettings {
  /** Task slots, of which the job takes its own parallelism. */
  readonly parallelism: number;
  /** Task slots that share a KPU (one CPU, 4 GiB), at most 8. */
  readonly parallelismPerKpu: number;
  /** True lets the service double the parallelism, by a restart that ends an interactive job. */
  readonly autoScaling: boolean;
  readonly logLevel: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';
}

export interface JobSettings {
  readonly parallelism: number;
  readonly checkpointInterval: Duration;
  /** Between the end of a checkpoint and the beginning of the next. */
  readonly checkpointPause: Duration;
  /** A total that has changed is written so often. */
  readonly totalsEvery: Duration;
  /** Of all trips, those that are put on the map: 0 to 1. */
  readonly maskedShare: number;
}

/** What a total needs of the stream to be counted again whole, after a stop that loses Flink's state. */
export interface TotalsSettings {
  /** The longest that one total covers. */
  readonly period: Duration;
  /** How late a trip may arrive and still be counted. */
  readonly lateness: Duration;
  /** How long the job may stand still. */
  readonly longestStop: Duration;
}

export const TOTALS: TotalsSettings = {
  // A New York day has 25 hours when daylight saving ends.
  period: Duration.hours(25),
  lateness: Duration.hours(24),
  longestStop: Duration.hours(23),
};

const INDEX_MAPPING: MappingSettings = {
  // Some 400 KB of a `_bulk`, which OpenSearch takes in one bite; 1 MB of the 6 that an invocation may bring.
  batchSize: 1000,
  // A person waits for the dashboard; and a fuller batch sends fewer states of one total.
  maxBatchingWindow: Duration.seconds(1),
  // Versions would allow more, but one invocation a shard writes ten times what the job sends.
  parallelizationFactor: 1,
  // Without end, up to the records' age: OpenSearch may be away for days, and nothing else holds a statistic.
  retryAttempts: -1,
  // A day before the stream forgets them, so that what is given up can still be read again.
  maxRecordAge: Duration.days(6),
};

const ANALYTICS: AnalyticsSettings = {
  application: {
    // One slot for the job, one for a person's questions in the notebook, on the one KPU that is the least there is.
    parallelism: 2,
    parallelismPerKpu: 2,
    autoScaling: false,
    logLevel: 'INFO',
  },
  job: {
    parallelism: 1,
    // Little to read again after a failure; the state of a week's trips is some MB.
    checkpointInterval: Duration.seconds(10),
    checkpointPause: Duration.seconds(5),
    // What a person watching takes for at once.
    totalsEvery: Duration.seconds(2),
    // All of them: dev is for looking.
    maskedShare: 1,
  },
  // The longest that keeps a weekend and its repair apart from loss.
  retention: Duration.days(7),
  index: {
    // 0.29 CPU: a batch is JSON in and out, a few milliseconds of a whole one, and a request.
    memorySize: 512,
    // A `_bulk` takes well under a second; what has no answer by then is sent again.
    timeout: Duration.seconds(60),
    logLevel: 'INFO',
  },
  indexMapping: INDEX_MAPPING,
  runner: {
    // Trips wait in the stream meanwhile, and are counted afterwards.
    every: Duration.minutes(5),
    function: {
      // It waits for answers, some thirty small ones.
      memorySize: 256,
      // The longest there is: a start takes some nine minutes, a submission two. What is not done then the next run does.
      timeout: Duration.minutes(15),
      logLevel: 'INFO',
    },
    deployment: {
      memorySize: 256,
      // An invocation of the runner that only tells how things stand: seconds, a cold start included.
      timeout: Duration.minutes(1),
      logLevel: 'INFO',
    },
    // Three runs.
    deploymentTimeout: Duration.minutes(45),
  },
};

export const ANALYTICS_BY_STAGE: Readonly<Record<'dev' | 'prod', AnalyticsSettings>> = {
  dev: ANALYTICS,
  prod: {
    ...ANALYTICS,
    application: {
      ...ANALYTICS.application,
      // The job's four and four for questions, on two KPUs.
      parallelism: 8,
      parallelismPerKpu: 4,
      logLevel: 'WARN',
    },
    job: {
      // One for each of the 4 shards that an on-demand stream starts with.
      parallelism: 4,
      // A minute's trips are read again in a second or two; fewer files in the service's own storage.
      checkpointInterval: Duration.seconds(60),
      checkpointPause: Duration.seconds(30),
      // A row for each total that changed, of hundreds of places an hour: 5 s are fewer than half the rows of 2.
      totalsEvery: Duration.seconds(5),
      // Each masked trip costs a record and a document; a tenth still draws the map.
      maskedShare: 0.1,
    },
  },
};
