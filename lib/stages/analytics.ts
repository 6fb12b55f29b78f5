/**
 * Settings of the Analytics stack (Flink and the way to OpenSearch), dev beside prod, with the
 * reasons.
 */
import { Duration } from 'aws-cdk-lib';
import type { ByStage } from './common';
import type { FunctionSettings, MappingSettings, StreamSettings } from './function';

export interface AnalyticsSettings {
  readonly application: ApplicationSettings;
  readonly job: JobSettings;
  readonly totals: TotalsSettings;
  /** The stream of statistics. Its retention is how long OpenSearch may be away. */
  readonly stream: StreamSettings;
  /** The function that writes statistics to OpenSearch. */
  readonly index: FunctionSettings;
  /** The mapping from the stream of statistics to that function. */
  readonly mapping: MappingSettings;
  readonly runner: RunnerSettings;
}

/** The Studio application; docs/analytics.md explains how it scales. */
export interface ApplicationSettings {
  /** Task slots. The job takes as many of them as its own parallelism. */
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
  /** Time between the end of a checkpoint and the beginning of the next. */
  readonly checkpointPause: Duration;
  /** How often a total that has changed is written. */
  readonly totalsEvery: Duration;
  /** Share of all trips that are put on the map: 0 to 1. */
  readonly maskedShare: number;
}

/**
 * How long the stream must keep trips, so that a total can be counted again whole after Flink loses
 * its state.
 */
export interface TotalsSettings {
  /** The longest time that one total covers. */
  readonly period: Duration;
  /** How late a trip may arrive and still be counted. */
  readonly lateness: Duration;
  /** How long the job may stand still. */
  readonly longestStop: Duration;
}

/** The function that starts the job and keeps it running, and the one that deploys it. */
export interface RunnerSettings {
  /** How often it looks: the longest time that a job may be gone unnoticed. */
  readonly every: Duration;
  readonly function: FunctionSettings;
  /** The function of the custom resource, which asks the runner and waits. */
  readonly deployment: FunctionSettings;
  /** When a deployment stops waiting: at most an hour, less what CloudFormation takes. */
  readonly deploymentTimeout: Duration;
}

export const TOTALS: TotalsSettings = {
  // A New York day has 25 hours when daylight saving ends.
  period: Duration.hours(25),
  lateness: Duration.hours(24),
  longestStop: Duration.hours(23),
};

const STREAM: StreamSettings = {
  // The longest outage of OpenSearch without loss: a weekend and the time to repair it.
  retention: Duration.days(7),
};

const INDEX: FunctionSettings = {
  // 0.29 CPU. A batch is one request and some JSON, which takes a few milliseconds of a whole CPU.
  memorySize: 512,
  // A `_bulk` takes well under a second. One without an answer by then is sent again.
  timeout: Duration.seconds(60),
  logLevel: 'INFO',
};

const MAPPING: MappingSettings = {
  // Some 400 KB, a `_bulk` of good size for OpenSearch; and 1 MB of the 6 that an invocation may
  // bring.
  batchSize: 1000,
  // A person waits for the dashboard. A fuller batch would send fewer states of one total.
  maxBatchingWindow: Duration.seconds(1),
  // Versions would allow more, but one invocation a shard writes ten times what the job sends.
  parallelizationFactor: 1,
  // Without end, up to the records' age: OpenSearch may be away for days, and nothing else holds a
  // statistic.
  retryAttempts: -1,
  // A day before the stream forgets them, so that records that are given up can still be read
  // again.
  maxRecordAge: Duration.days(6),
};

const RUNNER: RunnerSettings = {
  // Trips wait in the stream meanwhile, and are counted afterwards.
  every: Duration.minutes(5),
  function: {
    // It waits for answers, some thirty small ones.
    memorySize: 256,
    // Lambda's longest. A start takes some nine minutes, a submission two; the next run does the
    // rest.
    timeout: Duration.minutes(15),
    logLevel: 'INFO',
  },
  deployment: {
    memorySize: 256,
    // It invokes the runner, which only reports its state: seconds, a cold start included.
    timeout: Duration.minutes(1),
    logLevel: 'INFO',
  },
  // Three runs.
  deploymentTimeout: Duration.minutes(45),
};

const SHARED = { totals: TOTALS, stream: STREAM, index: INDEX, mapping: MAPPING, runner: RUNNER };

export const ANALYTICS_BY_STAGE: ByStage<AnalyticsSettings> = {
  dev: {
    ...SHARED,
    // One slot for the job and one for a person's queries in the notebook, on one KPU, which is the
    // least.
    application: { parallelism: 2, parallelismPerKpu: 2, autoScaling: false, logLevel: 'INFO' },
    job: {
      parallelism: 1,
      // There is little to read again after a failure; the state of a week's trips is some MB.
      checkpointInterval: Duration.seconds(10),
      checkpointPause: Duration.seconds(5),
      // A person who watches takes two seconds for "at once".
      totalsEvery: Duration.seconds(2),
      // All of them: dev is for looking.
      maskedShare: 1,
    },
  },
  prod: {
    ...SHARED,
    // Four slots for the job and four for queries, on two KPUs.
    application: { parallelism: 8, parallelismPerKpu: 4, autoScaling: false, logLevel: 'WARN' },
    job: {
      // One for each of the 4 shards that an on-demand stream starts with.
      parallelism: 4,
      // A minute's trips are read again in a second or two; there are fewer files in the service's
      // own storage.
      checkpointInterval: Duration.seconds(60),
      checkpointPause: Duration.seconds(30),
      // Every total that changed is one document, for hundreds of places an hour: 5 s write less
      // than half of 2 s.
      totalsEvery: Duration.seconds(5),
      // Each masked trip costs a record and a document. A tenth still draws the map.
      maskedShare: 0.1,
    },
  },
};
