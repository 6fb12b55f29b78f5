/** Reads Lambda's Kinesis event, and writes the response to it. */
import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { readRecords, resumeFrom } from '../shared/batch';
import type { PackedRecord } from './pack';
import type { Batch } from './transform-batch';

/** Reads the records of an event: all of one shard, in the shard's order. */
export function readEvent(event: KinesisStreamEvent): Batch {
  return {
    // arn:aws:kinesis:region:account:stream/name
    stream: event.Records[0]?.eventSourceARN.split('/')[1] ?? '',
    records: readRecords(event),
  };
}

/**
 * Reports the lowest sequence number that was not delivered. Lambda resumes the shard there and so
 * delivers later records again; the lake's distinct view counts each trip once.
 */
export function responseTo({ records }: Batch, undelivered: readonly PackedRecord[]): KinesisStreamBatchResponse {
  const lowest = Math.min(...undelivered.map(({ position }) => position));
  return resumeFrom(records, undelivered.length === 0 ? undefined : lowest);
}
