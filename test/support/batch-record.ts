/** Makes Kinesis records of one shard in the form that a function receives. */
import type { BatchRecord } from '../../lambda/shared/batch';

/** Makes a sequence number, as text: its 56 digits are too many for a JavaScript number. */
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
