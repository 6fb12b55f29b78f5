/** Unpacks a Kinesis record into the user records it holds; a plain record is its own user record. */
import { DIGEST_LENGTH, digestOf, MAGIC, type UserRecord } from './format';

/**
 * The user records of a Kinesis record, in order. A record without the KPL's magic bytes, with a bad MD5 or with a
 * message that cannot be read is a plain record, as for the Kinesis Client Library.
 * @param record the record as Kinesis gives it; the data of what is returned are views into its data
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

/** A cursor over the fields of a protobuf message: it makes no object a field, as a record has thousands. */
class Fields {
  /** Of the field that the cursor is at. */
  number = 0;
  /** Its number, or the length of its bytes. */
  value = 0;
  private wire = 0;

  /** Reads from `at` to `end`, offsets into the source. */
  constructor(
    private readonly source: Uint8Array,
    private at: number,
    private readonly end: number,
  ) {}

  /** Goes to the next field, unknown ones included (wire types 0, 1, 2 and 5 of the protobuf encoding); false at the end. */
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
