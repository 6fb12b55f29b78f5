import type { StoredRecord } from './record';

/** Records of one shard in order, found by running number (the first is 1), taken away from the front only. */
export class RecordLog {
  private items: (StoredRecord | undefined)[] = [];
  private head = 0;
  private position = 1;

  /** Running number of the oldest record kept; equals `next` while none is. */
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

  /** Takes the oldest record away. */
  shift(): StoredRecord | undefined {
    const record = this.items[this.head];
    if (record === undefined) return undefined;
    this.items[this.head] = undefined;
    this.head += 1;
    this.position += 1;
    // Moving the rest only when half is empty keeps a shift at constant cost on average.
    if (this.head >= 1024 && this.head * 2 >= this.items.length) {
      this.items = this.items.slice(this.head);
      this.head = 0;
    }
    return record;
  }

  /** Running number of the first record that arrived at `time` (milliseconds since 1970) or later; `next` if none did. */
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
