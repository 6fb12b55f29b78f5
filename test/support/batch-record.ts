/** Kinesis records of one shard, as a function is handed them. */
import type { BatchRecord } from '../../lambda/shared/batch';

/** Sequence numbers have 56 digits, too many for a number. */
export function sequenceNumber(position: number): string {
  return String(49_590_338_271_490_256n * 10n ** 39n + BigInt(position));
}

export function record(data: string | Uint8Array, position = 0): BatchRecord {
  return {
    shardId: 'shardId-000000000003',
    sequenceNumber: sequenceNumber(position),
    partitionKey: 'key',
    data: Buffer.from(data as string).toString('base64'),
  };
}
