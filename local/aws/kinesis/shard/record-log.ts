/** The ordered log of a shard. */
import type { StoredRecord } from './record';

/** Below this, moving the rest of an array is not worth it. */
const MIN_MOVE = 1024;

/**
 * The records of one shard in order. They are found by running number, beginning at 1, and removed
 * only from the front.
 */
export class RecordLog {
  private items: (StoredRecord | undefined)[] = [];
  private head = 0;
  private position = 1;

  /** Running number of the oldest kept record. Equals `next` while the log is empty. */
  get first(): number {
    return this.position;
  }

  /** Running number that the next record will get. */
  get next(): number {
    return this.position + this.items.length - this.head;
  }

  append(record: StoredRecord): void {
    this.items.push(record);
  }

  at(position: number): StoredRecord | undefined {
    return position < this.position ? undefined : this.items[this.head + position - this.position];
  }

  /** Removes the oldest record. */
  shift(): StoredRecord | undefined {
    const record = this.items[this.head];
    if (record === undefined) return undefined;
    this.items[this.head] = undefined;
    this.head += 1;
    this.position += 1;
    // The rest moves only when half is empty, so that a shift has constant cost on average.
    if (this.head >= MIN_MOVE && this.head * 2 >= this.items.length) {
      this.items = this.items.slice(this.head);
      this.head = 0;
    }
    return record;
  }

  /**
   * Running number of the first record that arrived at `time` (milliseconds since 1970) or later;
   * `next` if there is none.
   */
  firstSince(time: number): number {
    let low = this.first;
    let high = this.next;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((this.at(middle)?.arrivedAt ?? 0) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
