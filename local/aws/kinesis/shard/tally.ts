/** What a shard has done since it was made. */
export interface ShardTally {
  records: number;
  /** Bytes of data and partition keys, as the limits count them. */
  bytes: number;
  throttledWrites: number;
  reads: number;
  recordsRead: number;
  bytesRead: number;
  throttledReads: number;
  /** Records dropped because they were older than the retention. */
  expired: number;
  /**
   * Records dropped at the endpoint's bound on bytes, after all registered consumers had passed
   * them.
   */
  trimmed: number;
}

export function emptyTally(): ShardTally {
  return {
    records: 0,
    bytes: 0,
    throttledWrites: 0,
    reads: 0,
    recordsRead: 0,
    bytesRead: 0,
    throttledReads: 0,
    expired: 0,
    trimmed: 0,
  };
}

/** Adds up the tallies of several shards. */
export function sumTallies(tallies: readonly ShardTally[]): ShardTally {
  const sum = emptyTally();
  for (const tally of tallies) {
    for (const count of Object.keys(sum) as (keyof ShardTally)[]) sum[count] += tally[count];
  }
  return sum;
}
