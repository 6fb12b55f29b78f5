/** The report that `npm run produce -- --json` prints and local/run/feed.ts reads. */

/** Counts by name, in order of first appearance. */
export type Counts = Readonly<Record<string, number>>;

/** The audit of a run. `rows_read` = `trips_sent` + `rejected` + `dead_lettered`. */
export interface ProducerReport {
  /** `done`, `interrupted` by a signal, or `failed`: bad input, a refusal, or undelivered trips. */
  readonly outcome: 'done' | 'interrupted' | 'failed';
  /** Why it failed, in words; absent if it did not. */
  readonly error?: string;
  /** Rows that this run read; blank lines are not rows. A dry run sends and keeps none. */
  readonly rows_read: number;
  /** Rows that `--resume` skipped because an earlier run had settled them. */
  readonly rows_skipped: number;
  /** Rows that could not be read as trips. */
  readonly rejected: number;
  /** A row with several reasons counts under each. */
  readonly rejected_by_reason: Counts;
  /** Trips that the stream acknowledged. */
  readonly trips_sent: number;
  /** Trips that were undelivered after the last retry or a refusal. */
  readonly dead_lettered: number;
  readonly dead_lettered_by_reason: Counts;
  /** Dry run only: trips outside the catalogue's bounds, which the transform would quarantine. */
  readonly implausible?: number;
  readonly implausible_by_reason?: Counts;
  /** Kinesis records acknowledged. */
  readonly records: number;
  /** Records acknowledged by shard. */
  readonly shards: Counts;
  /** Bytes of the acknowledged trips' documents. */
  readonly user_bytes: number;
  /** Bytes of data and partition keys in all requests, retries included. */
  readonly bytes_sent: number;
  /** PutRecords calls. */
  readonly requests: number;
  /** Records sent again. */
  readonly retries: number;
  /** Records refused by throttling. */
  readonly throttled: number;
  /** Records refused, also those sent later, by the code of the entry or of the call. */
  readonly errors: Counts;
  readonly elapsed_s: number;
  /** Trips sent, or read in a dry run, per second. */
  readonly trips_per_s: number;
  readonly rejects_files: readonly string[];
  readonly dead_letter_files: readonly string[];
}
