/**
 * Sequence numbers of one shard: a prefix that no other shard or stream has, then a running number.
 * Like AWS's they have 56 digits and begin with 49, so that they compare equally as text and as
 * numbers.
 */
export class SequenceNumbers {
  private readonly prefix: string;

  /** @param createdAt when the stream was created, in milliseconds since 1970. */
  constructor(createdAt: number, shard: number) {
    this.prefix = `49${String(createdAt).padStart(14, '0')}${String(shard).padStart(12, '0')}`;
  }

  /**
   * @param position running number of a record in its shard, from 1. 0 is the position before the
   *   first.
   */
  format(position: number): string {
    return this.prefix + String(position).padStart(28, '0');
  }

  /**
   * @returns the running number, or undefined when the text is not a sequence number of this shard.
   */
  parse(text: string): number | undefined {
    if (text.length !== 56 || !text.startsWith(this.prefix) || !/^\d+$/.test(text)) return undefined;
    const position = Number(text.slice(this.prefix.length));
    return Number.isSafeInteger(position) ? position : undefined;
  }
}
