/**
 * Sequence numbers of one shard: a running number behind a prefix that no other shard or stream has.
 * 56 digits beginning with 49, as AWS gives them, so that comparing as text and as numbers agree.
 */
export class SequenceNumbers {
  private readonly prefix: string;

  /** @param createdAt the stream's creation, milliseconds since 1970. */
  constructor(createdAt: number, shard: number) {
    this.prefix = `49${String(createdAt).padStart(14, '0')}${String(shard).padStart(12, '0')}`;
  }

  /** @param position running number of a record in its shard, from 1; 0 stands before the first. */
  format(position: number): string {
    return this.prefix + String(position).padStart(28, '0');
  }

  /** @returns the running number; undefined when the text is no sequence number of this shard. */
  parse(text: string): number | undefined {
    if (text.length !== 56 || !text.startsWith(this.prefix) || !/^\d+$/.test(text)) return undefined;
    const position = Number(text.slice(this.prefix.length));
    return Number.isSafeInteger(position) ? position : undefined;
  }
}
