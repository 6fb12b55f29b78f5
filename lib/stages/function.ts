/** Settings that any stage may give to any function, stream, and mapping from a stream. */
import type { Duration } from 'aws-cdk-lib';

export interface FunctionSettings {
  /** MiB. The share of a CPU grows with it: one whole CPU at 1,769 MiB. */
  readonly memorySize: number;
  readonly timeout: Duration;
  readonly logLevel: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';
  /** @default the account's unreserved concurrency; environments start when they are needed */
  readonly concurrency?: ConcurrencySettings;
}

export interface ConcurrencySettings {
  /** Execution environments that are always warm. */
  readonly provisioned: number;
  /** The most execution environments at a time, kept free for this function. */
  readonly reserved: number;
}

export interface StreamSettings {
  /** 24 to 8,760 hours. */
  readonly retention: Duration;
}

export interface MappingSettings {
  /** Records, 1 to 10,000. A batch may end earlier, at the 6 MB of an invocation's payload. */
  readonly batchSize: number;
  /** 0 to 300 s. */
  readonly maxBatchingWindow: Duration;
  /** Invocations of one shard at a time, 1 to 10. */
  readonly parallelizationFactor: number;
  /** Retries after the first try; −1 retries without end. Cutting a batch in two is not a retry. */
  readonly retryAttempts: number;
  /** Records older than this are given up. */
  readonly maxRecordAge: Duration;
}
