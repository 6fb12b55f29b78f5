/** Where every row went. Each distinct trip that was read stands in exactly one place, found by its id. */

/** The audit as `--report` writes it. Counts are of distinct trips unless they say otherwise. */
export interface Audit {
  /** Rows of the files, blank lines aside. */
  readonly rows_read: number;
  /** Distinct trips in the lake. */
  readonly in_lake: number;
  /** Trips set apart by the transform. */
  readonly quarantined: number;
  /** A trip with several reasons counts under each. */
  readonly quarantined_by_reason: Readonly<Record<string, number>>;
  /** Rows that are no trip. */
  readonly rejected: number;
  readonly rejected_by_reason: Readonly<Record<string, number>>;
  /** Rows whose id was read before, in whatever file. */
  readonly duplicates: number;
  /** Those of the duplicates whose content differs from all read before under that id. */
  readonly conflicting: number;
  /** Trips that the producer gave up: they are in its dead-letter file. */
  readonly undelivered: number;
  /** Trips in batches that the event source mapping gave up: they are in its failure objects. */
  readonly failed: number;
  /** Trips under Firehose's error prefix. */
  readonly errored: number;
  readonly errored_by_reason: Readonly<Record<string, number>>;
  /** Trips that are nowhere. 0, or something is broken. */
  readonly lost: number;
  /** Copies in the lake beyond the rows that were read: streams deliver at least once. Outside the sum. */
  readonly redelivered: number;
  readonly lake: LakeTotals;
}

/** Totals over the distinct trips of the lake that were read from the files. */
export interface LakeTotals {
  readonly trips: number;
  readonly duration_s: number;
  readonly passengers: number;
  readonly distance_miles: number;
  /** Rows, copies included. */
  readonly rows: number;
  /** Partitions and objects of the whole lake. */
  readonly partitions: number;
  readonly objects: number;
  readonly bytes: number;
}

/** The terms that rows are divided into, in the order of the sum; a trip found in two places counts in the earlier. */
export const DESTINATIONS = ['in_lake', 'quarantined', 'errored', 'failed', 'undelivered', 'lost'] as const;

export type Destination = (typeof DESTINATIONS)[number];

/** The sum of the audit's terms, which must be `rows_read`. */
export function sumOf(audit: Audit): number {
  return DESTINATIONS.reduce((sum, destination) => sum + audit[destination], audit.rejected + audit.duplicates);
}

/** True when every row is accounted for: the terms add up and nothing is lost. */
export function balances(audit: Audit): boolean {
  return audit.lost === 0 && sumOf(audit) === audit.rows_read;
}
