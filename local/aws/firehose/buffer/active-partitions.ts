/**
 * AWS's limit of active partitions in a buffering interval. Documents of further partitions go to
 * the error prefix.
 */
export const ACTIVE_PARTITION_LIMIT = 500;

/**
 * The partitions that Firehose in the cloud, where no clock jumps, would hold open: each stays
 * active for one buffering interval from its first document. It tells which documents the cloud
 * would have refused.
 */
export class ActivePartitions {
  private readonly expiries = new Map<string, number>();
  private nextExpiry = Number.POSITIVE_INFINITY;

  constructor(private readonly intervalMs: number) {}

  /**
   * @param now real time in milliseconds.
   * @returns false when `key` would be one active partition too many.
   */
  admits(key: string, now: number): boolean {
    if (now >= this.nextExpiry) this.expire(now);
    if (this.expiries.has(key)) return true;
    if (this.expiries.size >= ACTIVE_PARTITION_LIMIT) return false;
    this.expiries.set(key, now + this.intervalMs);
    this.nextExpiry = Math.min(this.nextExpiry, now + this.intervalMs);
    return true;
  }

  private expire(now: number): void {
    for (const [key, expiry] of this.expiries) if (expiry <= now) this.expiries.delete(key);
    this.nextExpiry = Math.min(...this.expiries.values());
  }
}
