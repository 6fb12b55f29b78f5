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
  for (const field of fieldsOf(message)) {
    if (field.number === 1) keys.push(textOf(field));
    else if (field.number === 2) hashKeys.push(textOf(field));
    else if (field.number === 3) records.push(readRecord(bytesOf(field)));
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

function readRecord(bytes: Uint8Array): RawRecord {
  let key: number | undefined;
  let hashKey: number | undefined;
  let data: Uint8Array | undefined;
  for (const field of fieldsOf(bytes)) {
    if (field.number === 1) key = field.value;
    else if (field.number === 2) hashKey = field.value;
    else if (field.number === 3) data = bytesOf(field);
  }
  if (key === undefined || data === undefined) throw new MalformedError();
  return { key, hashKey, data };
}

function entry(table: readonly string[], index: number): string {
  const key = table[index];
  if (key === undefined) throw new MalformedError();
  return key;
}

/** A field of a protobuf message: a number, or bytes with their length as the number. */
interface ProtobufField {
  readonly number: number;
  readonly value: number;
  readonly bytes: Uint8Array | undefined;
}

function textOf(field: ProtobufField): string {
  const bytes = bytesOf(field);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

function bytesOf({ bytes }: ProtobufField): Uint8Array {
  if (bytes === undefined) throw new MalformedError();
  return bytes;
}

/** The fields of a message, unknown ones included (wire types 0, 1, 2 and 5 of the protobuf encoding). */
function fieldsOf(message: Uint8Array): ProtobufField[] {
  const fields: ProtobufField[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let scale = 1; scale < 2 ** 53; scale *= 128) {
      const byte = message[at++];
      if (byte === undefined) throw new MalformedError();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
    throw new MalformedError();
  };
  const take = (length: number): Uint8Array => {
    if (at + length > message.length) throw new MalformedError();
    at += length;
    return message.subarray(at - length, at);
  };
  while (at < message.length) {
    const tag = varint();
    const number = Math.floor(tag / 8);
    const wire = tag % 8;
    if (wire === 0) fields.push({ number, value: varint(), bytes: undefined });
    else if (wire === 2) {
      const value = varint();
      fields.push({ number, value, bytes: take(value) });
    } else if (wire === 1 || wire === 5) fields.push({ number, value: 0, bytes: take(wire === 1 ? 8 : 4) });
    else throw new MalformedError();
  }
  return fields;
}
