/** Lambda's Kinesis event, and the answer to it. */
import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { readRecords, takeUpFrom } from '../shared/batch';
import type { PackedRecord } from './pack';
import type { Batch } from './transform-batch';

/** The records of an event, all of one shard and in its order. */
export function readEvent(event: KinesisStreamEvent): Batch {
  return {
    // arn:aws:kinesis:region:account:stream/name
    stream: event.Records[0]?.eventSourceARN.split('/')[1] ?? '',
    records: readRecords(event),
  };
}

/**
 * The answer to a batch: the lowest sequence number that was not delivered. Lambda takes the shard up again from there,
 * and what was delivered of the records behind it is delivered a second time (the lake's distinct view counts it once).
 */
export function answer({ records }: Batch, undelivered: readonly PackedRecord[]): KinesisStreamBatchResponse {
  const lowest = Math.min(...undelivered.map(({ position }) => position));
  return takeUpFrom(records, undelivered.length === 0 ? undefined : lowest);
}
