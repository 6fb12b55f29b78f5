/** A Kinesis record of the producer, with the rows that it settles. */
import type { UserRecord } from '../../common/kpl/format';
import type { Journal } from '../keep/journal';
import type { Ticket } from '../keep/low-water-mark';
import type { RecordContent } from '../keep/tally';

/** One trip, or an aggregate of many. */
export interface OutgoingRecord extends UserRecord, RecordContent {
  /** When its first trip was read, in milliseconds since 1970. */
  readonly since: number;
  /** Notes what becomes of it. */
  readonly journal: Journal;
  readonly ticket: Ticket;
}

/**
 * Bytes that count toward the limits of PutRecords: the data, before Base64, and the partition key.
 */
export function sizeOf({ data, partitionKey }: UserRecord): number {
  return data.length + Buffer.byteLength(partitionKey);
}
