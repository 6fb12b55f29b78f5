import type { StoredRecord } from '../kinesis/shard/record';

/** How far a shard is settled: lanes finish out of order, the checkpoint follows the oldest record still open. */
export class Checkpoint {
  private open: StoredRecord[] = [];
  private head = 0;
  private readonly settledAhead = new Set<string>();
  private last: string | undefined;

  /** Sequence number up to which every record is settled; absent before the first. */
  get position(): string | undefined {
    return this.last;
  }

  /** The oldest record not settled yet. */
  get oldestOpen(): StoredRecord | undefined {
    return this.open[this.head];
  }

  /** @param records in the order of the shard. */
  read(records: readonly StoredRecord[]): void {
    for (const record of records) this.open.push(record);
  }

  /** @returns whether the position moved on. */
  settle(records: readonly StoredRecord[]): boolean {
    for (const record of records) this.settledAhead.add(record.sequenceNumber);
    const before = this.head;
    for (let next = this.oldestOpen; next && this.settledAhead.delete(next.sequenceNumber); next = this.oldestOpen) {
      this.last = next.sequenceNumber;
      this.head += 1;
    }
    const moved = this.head > before;
    this.release();
    return moved;
  }

  /** Lets go of settled records; only when half are, so that settling one costs the same however many are open. */
  private release(): void {
    if (this.head * 2 < this.open.length) return;
    this.open = this.open.slice(this.head);
    this.head = 0;
  }
}
