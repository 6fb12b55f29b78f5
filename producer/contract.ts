/** The report that `npm run produce -- --json` prints: local/run/feed.ts reads it. Types only. */

/** Counts by name, the names in order of first appearance. */
export type Counts = Readonly<Record<string, number>>;

/** The audit of a run. `rows_read` = `trips_sent` + `rejected` + `dead_lettered`. */
export interface ProducerReport {
  /** `done`, `interrupted` by a signal, or `failed`: bad input, a refusing stream, or trips given up. */
  readonly outcome: 'done' | 'interrupted' | 'failed';
  /** Why it failed, in words; absent where it did not. */
  readonly error?: string;
  /** Rows of this run; blank lines are no rows. In a dry run none is sent or kept. */
  readonly rows_read: number;
  /** Rows that `--resume` passed over, as an earlier run had settled them. */
  readonly rows_skipped: number;
  /** Rows that are no trip. */
  readonly rejected: number;
  /** A row with several reasons counts under each. */
  readonly rejected_by_reason: Counts;
  /** Trips that the stream acknowledged. */
  readonly trips_sent: number;
  /** Trips given up. */
  readonly dead_lettered: number;
  readonly dead_lettered_by_reason: Counts;
  /** Dry run only: trips outside the catalogue's bounds, which the transform will set apart. */
  readonly implausible?: number;
  readonly implausible_by_reason?: Counts;
  /** Kinesis records acknowledged. */
  readonly records: number;
  /** Records acknowledged by shard. */
  readonly shards: Counts;
  /** Bytes of the trips' documents acknowledged. */
  readonly user_bytes: number;
  /** Bytes of data and partition keys in all requests, those sent again included. */
  readonly bytes_sent: number;
  /** PutRecords calls. */
  readonly requests: number;
  /** Records sent again. */
  readonly retries: number;
  /** Records refused because they were too many for now. */
  readonly throttled: number;
  /** Records not taken, for now or for good, by the code of the entry or of the call. */
  readonly errors: Counts;
  readonly elapsed_s: number;
  /** Trips sent, or read in a dry run, per second. */
  readonly trips_per_s: number;
  readonly rejects_files: readonly string[];
  readonly dead_letter_files: readonly string[];
}
