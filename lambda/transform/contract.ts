/** What the transform agrees on with the template, the board and the audit. */
import type { Problem } from '../../telemetry/problem';
import type { JsonPayload, Units } from '../shared/contract';

/** Variables; `environment.ts` says what each has to be. */
export type Environment = Record<
  | 'TRIPS_DELIVERY_STREAM'
  | 'QUARANTINE_DELIVERY_STREAM'
  | 'DOCUMENTS_PER_RECORD'
  | 'LAKE_FIRST_YEAR'
  | 'LAKE_LAST_YEAR',
  string
>;

/** Metrics of each batch. */
export const METRICS = {
  RecordsReceived: 'Count',
  TripsAccepted: 'Count',
  TripsQuarantined: 'Count',
  RecordsRetried: 'Count',
  /** Lambda does not count a partly failed batch as an error: this metric shows it to an alarm. */
  RecordsUndelivered: 'Count',
  BytesDelivered: 'Bytes',
} as const satisfies Units;

/**
 * Counts quarantined trips by {@link REASON_DIMENSION}. A trip with two reasons counts twice, which
 * must not change the sum of `TripsQuarantined`.
 */
export const REASONS_METRIC = 'QuarantineReasons';
export const REASON_DIMENSION = 'reason';

export type Metric = keyof typeof METRICS | typeof REASONS_METRIC;

/** Where a document came from. */
export interface Origin {
  readonly stream: string;
  readonly shard_id: string;
  readonly sequence_number: string;
  /** Index of the document within the Kinesis record, counted from 0 through an aggregate. */
  readonly sub_sequence_number: number;
}

/** A quarantined document without its payload. */
export interface Quarantined extends Origin {
  /** ISO 8601, UTC. */
  readonly quarantined_at: string;
  readonly reasons: readonly string[];
  readonly problems: readonly Problem[];
  /** Absent where the document names none. */
  readonly trip_id?: string;
  readonly source: string;
}

/** A line under the quarantine prefix. */
export interface QuarantineLine extends Quarantined, JsonPayload {
  /** Number of this part, from 1, of a document that is too large for one Firehose record. */
  readonly part?: number;
  readonly parts?: number;
}
