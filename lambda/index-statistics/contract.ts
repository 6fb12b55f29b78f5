/** What the index function agrees on with the template, the board and the alarms. */
import type { JsonPayload, SearchEnvironment, Units } from '../shared/contract';

/** Variables; `environment.ts` says what each has to be. */
export type Environment = SearchEnvironment & Record<'WRITER_SECRET_ARN' | 'REFUSED_BUCKET' | 'REFUSED_PREFIX', string>;

/** Metrics of each batch. */
export const METRICS = {
  RowsReceived: 'Count',
  DocumentsIndexed: 'Count',
  DocumentsSuperseded: 'Count',
  DocumentsRefused: 'Count',
  /** Lambda does not count a partly failed batch as an error: this metric shows it to an alarm. */
  DocumentsUnwritten: 'Count',
  Retried: 'Count',
  /** From the arrival of a document's last trip in the stream to the indexing of the document. */
  Freshness: 'Milliseconds',
} as const satisfies Units;

export type Metric = keyof typeof METRICS;

/** A line under the prefix of refused rows. */
export interface RefusedLine extends JsonPayload {
  /** ISO 8601, UTC. */
  readonly refused_at: string;
  /** Free of the row's values: `document_id:missing`, `opensearch:mapper_parsing_exception`. */
  readonly reason: string;
  /** OpenSearch's own words; they may quote the row. */
  readonly detail?: string | undefined;
  readonly shard_id: string;
  readonly sequence_number: string;
  /** Index of the row within the Kinesis record, counted from 0 through an aggregate. */
  readonly sub_sequence_number: number;
}
