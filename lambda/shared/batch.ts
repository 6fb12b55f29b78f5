/** A batch of Kinesis records as Lambda hands it over, and the answer to one that is not done whole. */
import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';

export interface BatchRecord {
  readonly shardId: string;
  readonly sequenceNumber: string;
  readonly partitionKey: string;
  /** The record's data in base64. */
  readonly data: string;
}

/** The records of an event, all of one shard and in its order. */
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
 * Has Lambda take the shard up again from a record; what was done of those behind it is done a second time.
 * @param from position of the lowest record with anything left to do; where there is none, the batch is done
 */
export function takeUpFrom(records: readonly BatchRecord[], from: number | undefined): KinesisStreamBatchResponse {
  const lowest = from === undefined ? undefined : records[from];
  return { batchItemFailures: lowest === undefined ? [] : [{ itemIdentifier: lowest.sequenceNumber }] };
}
