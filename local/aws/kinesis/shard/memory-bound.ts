/**
 * The bound on bytes over all shards of an endpoint. It drops only expired records and records that
 * every registered consumer has passed.
 */

/** What the bound needs of a shard. */
export interface Trimmable {
  /** Drops records that are older than the stream's retention. */
  trimExpired(): void;
  /**
   * When its oldest record arrived (milliseconds since 1970), if all registered consumers have
   * passed it.
   */
  readonly oldestPassed: number | undefined;
  /** Drops its oldest record. */
  trimOldest(): void;
}

export class MemoryBound {
  private readonly shards = new Set<Trimmable>();
  private held = 0;

  /** @param maxBytes bytes of all kept records together, including overhead. */
  constructor(readonly maxBytes: number) {}

  get bytes(): number {
    return this.held;
  }

  add(shard: Trimmable): void {
    this.shards.add(shard);
  }

  remove(shard: Trimmable): void {
    this.shards.delete(shard);
  }

  /** Counts bytes stored (positive) or dropped (negative). */
  count(bytes: number): void {
    this.held += bytes;
  }

  /**
   * Makes room for so many bytes. Drops expired records, then passed records, oldest first.
   * @returns false if there is not enough room.
   */
  makeRoom(bytes: number): boolean {
    const fits = () => this.held + bytes <= this.maxBytes;
    if (fits()) return true;
    for (const shard of this.shards) shard.trimExpired();
    for (let victim = this.victim(); !fits() && victim !== undefined; victim = this.victim()) victim.trimOldest();
    return fits();
  }

  private victim(): Trimmable | undefined {
    let oldest = Number.POSITIVE_INFINITY;
    let victim: Trimmable | undefined;
    for (const shard of this.shards) {
      const arrivedAt = shard.oldestPassed;
      if (arrivedAt === undefined || arrivedAt >= oldest) continue;
      oldest = arrivedAt;
      victim = shard;
    }
    return victim;
  }
}
