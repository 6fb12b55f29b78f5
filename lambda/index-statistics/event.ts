/** Lambda's Kinesis event, and the answer to it. */
import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import type { Batch } from './plan';

/** The records of an event, all of one shard and in its order. */
export function readEvent({ Records: records }: KinesisStreamEvent): Batch {
  return records.map(({ eventID, kinesis: { sequenceNumber, partitionKey, data } }) => ({
    // shardId-000000000006:49590338271490256608559692538361571095921575989136588898
    shardId: eventID.split(':')[0] ?? '',
    sequenceNumber,
    partitionKey,
    data,
  }));
}

/**
 * The answer to a batch: the lowest sequence number with anything left to do. Lambda takes the shard up again from there;
 * what was written of the records behind it is written again, the same documents in the same versions.
 * @param from position of that record in the batch; undefined when nothing is left
 */
export function answer(batch: Batch, from: number | undefined): KinesisStreamBatchResponse {
  const lowest = from === undefined ? undefined : batch[from];
  return { batchItemFailures: lowest === undefined ? [] : [{ itemIdentifier: lowest.sequenceNumber }] };
}
