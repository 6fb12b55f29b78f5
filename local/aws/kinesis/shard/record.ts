/** A record as a shard stores it. */
export interface StoredRecord {
  /**
   * Decimal digits that increase within a shard. Compare them as BigInt, or as text of equal
   * length.
   */
  readonly sequenceNumber: string;
  readonly partitionKey: string;
  readonly data: Buffer;
  /** Milliseconds since 1970. */
  readonly arrivedAt: number;
}

/** @returns the bytes that Kinesis's limits count: data and partition key. */
export function sizeOf({ data, partitionKey }: Pick<StoredRecord, 'data' | 'partitionKey'>): number {
  return data.length + Buffer.byteLength(partitionKey);
}

/** What any reader sees of a shard. */
export interface ShardReader {
  readonly shardId: string;
  /**
   * Returns up to `limit` records and 10 MB, like GetRecords, after a sequence number; if absent,
   * from the oldest record. Counts as one of the shard's 5 reads a second, and against its 2 MB/s.
   * All consumers share both.
   * @returns `throttled` when the shard's read limits are used up: try again later.
   */
  read(
    after: string | undefined,
    limit: number,
  ): { readonly records: readonly StoredRecord[]; readonly behindMs: number } | 'throttled';
  /** Sequence number of the newest record. Absent while the shard is empty. */
  readonly newest: string | undefined;
}
