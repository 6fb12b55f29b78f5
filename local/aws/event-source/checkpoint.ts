/** Tracks how far a shard is complete: every record so far is processed or given up. */
import type { StoredRecord } from '../kinesis/shard/record';

/**
 * How far a shard is processed. Lanes finish out of order, so the checkpoint stays before the
 * oldest record that is still open.
 */
export class Checkpoint {
  private open: StoredRecord[] = [];
  private head = 0;
  private readonly completeAhead = new Set<string>();
  private last: string | undefined;

  /** Sequence number up to which every record is complete. Absent before the first. */
  get position(): string | undefined {
    return this.last;
  }

  /** The oldest record that is not complete. */
  get oldestOpen(): StoredRecord | undefined {
    return this.open[this.head];
  }

  /** Adds records that were read, in the order of the shard. */
  add(records: readonly StoredRecord[]): void {
    for (const record of records) this.open.push(record);
  }

  /** @returns whether the position moved on. */
  complete(records: readonly StoredRecord[]): boolean {
    for (const record of records) this.completeAhead.add(record.sequenceNumber);
    const before = this.head;
    for (let next = this.oldestOpen; next && this.completeAhead.delete(next.sequenceNumber); next = this.oldestOpen) {
      this.last = next.sequenceNumber;
      this.head += 1;
    }
    const moved = this.head > before;
    this.release();
    return moved;
  }

  /**
   * Drops complete records, but only when half of all are complete. So the cost of completing one
   * record does not depend on how many are open.
   */
  private release(): void {
    if (this.head * 2 < this.open.length) return;
    this.open = this.open.slice(this.head);
    this.head = 0;
  }
}
