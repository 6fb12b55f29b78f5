/** Packs user records into one Kinesis record in the KPL format. */
import { DIGEST_LENGTH, digestOf, MAGIC, TAG, varintLength, writeVarint } from './format';

/**
 * An aggregate in the making. All of its user records carry the partition key of the Kinesis
 * record.
 *
 * The format allows other keys. But the Kinesis Client Library, which Flink's consumer uses, drops
 * the whole record silently if the key of any user record hashes to another shard
 * (awslabs/kinesis-aggregation#11).
 */
export class Aggregate {
  private readonly buffer: Buffer;
  private end: number;
  private records = 0;
  private dataBytes = 0;

  /**
   * @param partitionKey key of the Kinesis record and of every user record in it
   * @param capacity bytes that the aggregate may have
   */
  constructor(
    readonly partitionKey: string,
    private readonly capacity: number,
  ) {
    this.buffer = Buffer.allocUnsafe(capacity);
    this.buffer.set(MAGIC);
    this.end = writeText(this.buffer, MAGIC.length, TAG.partitionKeyTable, partitionKey);
  }

  /** Number of user records. */
  get count(): number {
    return this.records;
  }

  /** Bytes of the user records' data. */
  get userBytes(): number {
    return this.dataBytes;
  }

  /** Bytes that {@link finish} would return now. */
  get length(): number {
    return this.end + DIGEST_LENGTH;
  }

  /**
   * Adds a user record as UTF-8.
   * @returns false if there is no room for it: finish this aggregate and begin another
   */
  add(text: string): boolean {
    const length = Buffer.byteLength(text);
    if (!this.open(length)) return false;
    this.buffer.write(text, this.end);
    return this.close(length);
  }

  /** Does as {@link add} with the bytes of `source` from `start` up to `end`. */
  addBytes(source: Uint8Array, start: number, end: number): boolean {
    if (!this.open(end - start)) return false;
    this.buffer.set(source.subarray(start, end), this.end);
    return this.close(end - start);
  }

  /** Writes all that comes before `length` bytes of data, if there is room for both. */
  private open(length: number): boolean {
    // Index 0 of the key table takes two bytes: a tag and the index.
    const inner = 2 + 1 + varintLength(length) + length;
    if (this.length + 1 + varintLength(inner) + inner > this.capacity) return false;
    this.end = openRecord(this.buffer, this.end, inner);
    this.buffer[this.end++] = TAG.data;
    this.end = writeVarint(this.buffer, this.end, length);
    return true;
  }

  private close(length: number): true {
    this.end += length;
    this.records += 1;
    this.dataBytes += length;
    return true;
  }

  /** The data of the Kinesis record. Call it once: the aggregate cannot be used afterwards. */
  finish(): Buffer {
    digestOf(this.buffer.subarray(MAGIC.length, this.end)).copy(this.buffer, this.end);
    return this.buffer.subarray(0, this.end + DIGEST_LENGTH);
  }
}

function openRecord(buffer: Buffer, offset: number, length: number): number {
  buffer[offset] = TAG.record;
  const at = writeVarint(buffer, offset + 1, length);
  buffer[at] = TAG.partitionKeyIndex;
  buffer[at + 1] = 0;
  return at + 2;
}

function writeText(buffer: Buffer, offset: number, tag: number, text: string): number {
  buffer[offset] = tag;
  const at = writeVarint(buffer, offset + 1, Buffer.byteLength(text));
  return at + buffer.write(text, at);
}
