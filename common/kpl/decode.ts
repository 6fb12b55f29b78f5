/** Takes the user records out of a Kinesis record. A plain record is its own user record. */
import { DIGEST_LENGTH, digestOf, MAGIC, type UserRecord } from './format';

/**
 * The user records of a Kinesis record, in order. A record is plain if the magic bytes are missing,
 * the MD5 is wrong or the message cannot be read. The Kinesis Client Library judges alike.
 * @param record the record as Kinesis gives it
 * @returns user records whose data are views of the record's data
 */
export function deaggregate(record: UserRecord): readonly UserRecord[] {
  return decodeAggregate(record.data) ?? [record];
}

/** The user records of an aggregated record, or undefined for a plain one. */
export function decodeAggregate(bytes: Uint8Array): readonly UserRecord[] | undefined {
  if (bytes.length < MAGIC.length + DIGEST_LENGTH) return undefined;
  if (MAGIC.some((byte, index) => bytes[index] !== byte)) return undefined;
  const end = bytes.length - DIGEST_LENGTH;
  const message = bytes.subarray(MAGIC.length, end);
  if (!digestOf(message).equals(bytes.subarray(end))) return undefined;
  try {
    return readMessage(message);
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}

class MalformedError extends Error {}

function readMessage(message: Uint8Array): UserRecord[] {
  const keys: string[] = [];
  const hashKeys: string[] = [];
  const records: RawRecord[] = [];
  const fields = new Fields(message, 0, message.length);
  while (fields.next()) {
    if (fields.number === 1) keys.push(fields.text());
    else if (fields.number === 2) hashKeys.push(fields.text());
    else if (fields.number === 3) records.push(readRecord(fields.message()));
  }
  return records.map(({ key, hashKey, data }) => {
    const partitionKey = entry(keys, key);
    return hashKey === undefined
      ? { partitionKey, data }
      : { partitionKey, explicitHashKey: entry(hashKeys, hashKey), data };
  });
}

interface RawRecord {
  readonly key: number;
  readonly hashKey: number | undefined;
  readonly data: Uint8Array;
}

function readRecord(fields: Fields): RawRecord {
  let key: number | undefined;
  let hashKey: number | undefined;
  let data: Uint8Array | undefined;
  while (fields.next()) {
    if (fields.number === 1) key = fields.value;
    else if (fields.number === 2) hashKey = fields.value;
    else if (fields.number === 3) data = fields.bytes();
  }
  if (key === undefined || data === undefined) throw new MalformedError();
  return { key, hashKey, data };
}

function entry(table: readonly string[], index: number): string {
  const key = table[index];
  if (key === undefined) throw new MalformedError();
  return key;
}

/**
 * A cursor over the fields of a protobuf message. It makes no objects, as a record has thousands of
 * fields.
 */
class Fields {
  /** Number of the field at the cursor. */
  number = 0;
  /** Value of that field if it is a number, else the length of its bytes. */
  value = 0;
  private wire = 0;

  /**
   * @param at offset of the message in the source
   * @param end offset after it
   */
  constructor(
    private readonly source: Uint8Array,
    private at: number,
    private readonly end: number,
  ) {}

  /**
   * Moves to the next field, known or not (wire types 0, 1, 2 and 5 of the protobuf encoding).
   * @returns false at the end
   */
  next(): boolean {
    if (this.at === this.end) return false;
    const tag = this.varint();
    this.number = Math.floor(tag / 8);
    this.wire = tag % 8;
    if (this.wire === 0) this.value = this.varint();
    else this.skip(this.wire === 2 ? this.varint() : fixedLength(this.wire));
    return true;
  }

  bytes(): Uint8Array {
    if (this.wire !== 2) throw new MalformedError();
    return this.source.subarray(this.at - this.value, this.at);
  }

  text(): string {
    const bytes = this.bytes();
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  }

  message(): Fields {
    if (this.wire !== 2) throw new MalformedError();
    return new Fields(this.source, this.at - this.value, this.at);
  }

  private skip(length: number): void {
    if (this.at + length > this.end) throw new MalformedError();
    this.value = length;
    this.at += length;
  }

  private varint(): number {
    let value = 0;
    for (let scale = 1; scale < 2 ** 53; scale *= 128) {
      const byte = this.at < this.end ? this.source[this.at++] : undefined;
      if (byte === undefined) throw new MalformedError();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
    throw new MalformedError();
  }
}

function fixedLength(wire: number): number {
  if (wire === 1) return 8;
  if (wire === 5) return 4;
  throw new MalformedError();
}
