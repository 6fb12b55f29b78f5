/** A record as a shard keeps it. */
export interface StoredRecord {
  /** Decimal digits, growing within a shard; compare as numbers (BigInt) or by equal length. */
  readonly sequenceNumber: string;
  readonly partitionKey: string;
  readonly data: Buffer;
  /** Milliseconds since 1970. */
  readonly arrivedAt: number;
}

/** What a poller of one shard sees, whoever it is. */
export interface ShardReader {
  readonly shardId: string;
  /**
   * Up to `limit` records after a sequence number (absent = from the oldest kept), at most 10 MB as GetRecords gives.
   * Counts as one of the shard's 5 reads a second and against its 2 MB/s, shared by every consumer.
   * @returns `throttled` when the shard's read limits are used up: try again later.
   */
  read(
    after: string | undefined,
    limit: number,
  ): { readonly records: readonly StoredRecord[]; readonly behindMs: number } | 'throttled';
  /** Sequence number of the newest record; absent while the shard is empty. */
  readonly newest: string | undefined;
}
