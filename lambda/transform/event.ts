/** Lambda's Kinesis event, and the answer to it. */
import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import type { PackedRecord } from './pack';
import type { Batch } from './transform-batch';

/** The records of an event, all of one shard and in its order. */
export function readEvent({ Records: records }: KinesisStreamEvent): Batch {
  return {
    // arn:aws:kinesis:region:account:stream/name
    stream: records[0]?.eventSourceARN.split('/')[1] ?? '',
    records: records.map(({ eventID, kinesis: { sequenceNumber, partitionKey, data } }) => ({
      // shardId-000000000006:49590338271490256608559692538361571095921575989136588898
      shardId: eventID.split(':')[0] ?? '',
      sequenceNumber,
      partitionKey,
      data,
    })),
  };
}

/**
 * The answer to a batch: the lowest sequence number that was not delivered. Lambda takes the shard up again from there,
 * and what was delivered of the records behind it is delivered a second time (the lake's distinct view counts it once).
 */
export function answer({ records }: Batch, undelivered: readonly PackedRecord[]): KinesisStreamBatchResponse {
  const lowest = records[Math.min(...undelivered.map(({ position }) => position))];
  return { batchItemFailures: lowest === undefined ? [] : [{ itemIdentifier: lowest.sequenceNumber }] };
}
