/** How far each registered consumer has come in one shard, as running numbers of records. */
export class ConsumerPositions {
  private readonly done = new Map<string, number>();

  /** @param position running number of the last record the consumer need not see any more. */
  register(consumer: string, position: number): void {
    this.done.set(consumer, position);
  }

  deregister(consumer: string): void {
    this.done.delete(consumer);
  }

  /** Moves a consumer on; an earlier position changes nothing. */
  acknowledge(consumer: string, position: number): void {
    const before = this.done.get(consumer);
    if (before === undefined) throw new Error(`Consumer ${consumer} is not registered: call register first`);
    this.done.set(consumer, Math.max(before, position));
  }

  /** True when there are consumers and all have passed a record; with none, a record must not vanish unread. */
  allPassed(position: number): boolean {
    for (const done of this.done.values()) if (done < position) return false;
    return this.done.size > 0;
  }
}
