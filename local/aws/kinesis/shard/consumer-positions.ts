/** The position of each registered consumer in one shard, as running numbers of records. */
export class ConsumerPositions {
  private readonly done = new Map<string, number>();

  /** @param position running number of the last record that the consumer no longer needs. */
  register(consumer: string, position: number): void {
    this.done.set(consumer, position);
  }

  deregister(consumer: string): void {
    this.done.delete(consumer);
  }

  /** Advances a consumer. An earlier position changes nothing. */
  acknowledge(consumer: string, position: number): void {
    const before = this.done.get(consumer);
    if (before === undefined) throw new Error(`Consumer ${consumer} is not registered: call register first`);
    this.done.set(consumer, Math.max(before, position));
  }

  /**
   * Whether all consumers have passed a record. False without consumers, because a record must not
   * vanish unread.
   */
  allPassed(position: number): boolean {
    for (const done of this.done.values()) if (done < position) return false;
    return this.done.size > 0;
  }
}
