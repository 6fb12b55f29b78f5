/** What stages may say of any function and of any mapping from a stream. */
import type { Duration } from 'aws-cdk-lib';

export interface FunctionSettings {
  /** MiB; the share of a CPU grows with it, one whole at 1,769. */
  readonly memorySize: number;
  readonly timeout: Duration;
  readonly logLevel: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';
  /** @default the account's unreserved concurrency, and environments start when they are needed */
  readonly concurrency?: ConcurrencySettings;
}

export interface ConcurrencySettings {
  /** Environments that are always warm. */
  readonly provisioned: number;
  /** Environments at most, kept free for this function. */
  readonly reserved: number;
}

export interface MappingSettings {
  /** Records, 1 to 10,000; the 6 MB of an invocation's payload may end a batch before. */
  readonly batchSize: number;
  /** 0 to 300 s. */
  readonly maxBatchingWindow: Duration;
  /** Invocations of one shard at a time, 1 to 10. */
  readonly parallelizationFactor: number;
  /** Tries after the first, −1 without end; a batch cut in two is no try. */
  readonly retryAttempts: number;
  /** Records older than this are given up. */
  readonly maxRecordAge: Duration;
}
