/** The audit: where every row went. Each distinct trip counts at exactly one destination. */

/** The audit as `--report` writes it. Counts are distinct trips unless they say otherwise. */
export interface Audit {
  /** Rows of the files, without blank lines. */
  readonly rows_read: number;
  readonly in_lake: number;
  /** Trips that the transform sent to the quarantine prefix. */
  readonly quarantined: number;
  /** A trip with several reasons counts under each. */
  readonly quarantined_by_reason: Readonly<Record<string, number>>;
  /** Rows that the producer could not read as a trip. */
  readonly rejected: number;
  readonly rejected_by_reason: Readonly<Record<string, number>>;
  /** Rows whose `trip_id` was already read, in any file. */
  readonly duplicates: number;
  /** Duplicates whose content differs from all earlier rows with that id. */
  readonly conflicting: number;
  /** Trips in the producer's dead-letter files. */
  readonly undelivered: number;
  /** Trips in batches that Lambda gave up, kept in the mapping's failure objects. */
  readonly failed: number;
  /** Trips under Firehose's error prefix. */
  readonly errored: number;
  readonly errored_by_reason: Readonly<Record<string, number>>;
  /** Trips found nowhere. Anything but 0 is a bug. */
  readonly lost: number;
  /** Copies in the lake beyond the rows read, as streams deliver at least once. Not in the sum. */
  readonly redelivered: number;
  readonly lake: LakeTotals;
}

/** Totals over the distinct trips in the lake that were read from the files. */
export interface LakeTotals {
  readonly trips: number;
  readonly duration_s: number;
  readonly passengers: number;
  readonly distance_miles: number;
  /** Rows, including copies. */
  readonly rows: number;
  /** Partitions and objects of the whole lake. */
  readonly partitions: number;
  readonly objects: number;
  readonly bytes: number;
}

/** Where a trip can be. One that is found at several destinations counts at the first. */
export const DESTINATIONS = ['in_lake', 'quarantined', 'errored', 'failed', 'undelivered', 'lost'] as const;

export type Destination = (typeof DESTINATIONS)[number];

/** Adds up the audit's terms. The sum must be `rows_read`. */
export function sumOf(audit: Audit): number {
  return DESTINATIONS.reduce((sum, destination) => sum + audit[destination], audit.rejected + audit.duplicates);
}

/** Whether every row is accounted for: the terms add up and nothing is lost. */
export function balances(audit: Audit): boolean {
  return audit.lost === 0 && sumOf(audit) === audit.rows_read;
}
