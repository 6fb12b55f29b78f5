/** Reads a Kinesis batch from Lambda, and writes the response to a partly failed one. */
import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';

export interface BatchRecord {
  readonly shardId: string;
  readonly sequenceNumber: string;
  readonly partitionKey: string;
  /** The record's data in base64. */
  readonly data: string;
}

/** Reads the records of an event: all of one shard, in the shard's order. */
export function readRecords({ Records: records }: KinesisStreamEvent): readonly BatchRecord[] {
  return records.map(({ eventID, kinesis: { sequenceNumber, partitionKey, data } }) => ({
    // shardId-000000000006:49590338271490256608559692538361571095921575989136588898
    shardId: eventID.split(':')[0] ?? '',
    sequenceNumber,
    partitionKey,
    data,
  }));
}

/**
 * Asks Lambda to resume the shard at a record. Later records of the batch are processed again.
 * @param from index of the first record that is not done; undefined when the batch is done
 */
export function resumeFrom(records: readonly BatchRecord[], from: number | undefined): KinesisStreamBatchResponse {
  const lowest = from === undefined ? undefined : records[from];
  return { batchItemFailures: lowest === undefined ? [] : [{ itemIdentifier: lowest.sequenceNumber }] };
}
