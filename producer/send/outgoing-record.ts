/** What the producer sends, and where the outcome goes. */
import type { UserRecord } from '../../common/kpl/format';
import type { Journal } from '../keep/journal';
import type { Ticket } from '../keep/low-water-mark';
import type { RecordContent } from '../keep/tally';

/** A Kinesis record on its way: a trip, or many in one. */
export interface OutgoingRecord extends UserRecord, RecordContent {
  /** When its first trip came, in milliseconds since 1970. */
  readonly since: number;
  /** Where what becomes of it is written down. */
  readonly journal: Journal;
  readonly ticket: Ticket;
}

/** Bytes that count against the limits of PutRecords: the data and the partition key, before Base64. */
export function sizeOf({ data, partitionKey }: UserRecord): number {
  return data.length + Buffer.byteLength(partitionKey);
}
