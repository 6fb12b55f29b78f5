/** The sequence numbers of a shard's records. */

/** The parts of a sequence number after its first two digits: creation, shard, running number. */
const WIDTHS = { created: 14, shard: 12, position: 28 } as const;

/** As many as AWS's sequence numbers have. */
const DIGITS = 56;

/**
 * Sequence numbers of one shard: a prefix that no other shard or stream has, then a running number.
 * Like AWS's they have 56 digits and begin with 49, so that they compare equally as text and as
 * numbers.
 */
export class SequenceNumbers {
  private readonly prefix: string;

  /** @param createdAt when the stream was created, in milliseconds since 1970. */
  constructor(createdAt: number, shard: number) {
    const created = String(createdAt).padStart(WIDTHS.created, '0');
    this.prefix = `49${created}${String(shard).padStart(WIDTHS.shard, '0')}`;
  }

  /**
   * @param position running number of a record in its shard, from 1. 0 is the position before the
   *   first.
   */
  format(position: number): string {
    return this.prefix + String(position).padStart(WIDTHS.position, '0');
  }

  /**
   * @returns the running number, or undefined when the text is not a sequence number of this shard.
   */
  parse(text: string): number | undefined {
    if (text.length !== DIGITS || !text.startsWith(this.prefix) || !/^\d+$/.test(text)) return undefined;
    const position = Number(text.slice(this.prefix.length));
    return Number.isSafeInteger(position) ? position : undefined;
  }
}
