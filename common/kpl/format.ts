/**
 * The KPL aggregation format: many user records in one Kinesis record.
 *
 * `F3 89 9A C2`, a protobuf message, and the MD5 of that message. The README shows the message; the
 * source is aggregation-format.md of the Kinesis Producer Library.
 */
import { createHash } from 'node:crypto';

export const MAGIC: Uint8Array = Uint8Array.of(0xf3, 0x89, 0x9a, 0xc2);

/** Bytes of the MD5 at the end. */
export const DIGEST_LENGTH = 16;

/** A record as its sender knows it, outside of any aggregate. */
export interface UserRecord {
  readonly partitionKey: string;
  /** A 128-bit number in decimal digits, which routes the record instead of the key's hash. */
  readonly explicitHashKey?: string;
  readonly data: Uint8Array;
}

/** The MD5 of a message. It is a checksum and protects against nothing but damage. */
export function digestOf(message: Uint8Array): Buffer {
  return createHash('md5').update(message).digest();
}

/** Protobuf tags of both messages: field number × 8 + wire type (0 varint, 2 length-delimited). */
export const TAG = {
  partitionKeyTable: 0x0a,
  record: 0x1a,
  partitionKeyIndex: 0x08,
  data: 0x1a,
} as const;

/** @returns bytes of a number as a protobuf varint, which holds seven bits a byte */
export function varintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest > 127; rest = Math.floor(rest / 128)) length += 1;
  return length;
}

/**
 * Writes a protobuf varint.
 * @returns the offset after it
 */
export function writeVarint(target: Uint8Array, offset: number, value: number): number {
  let rest = value;
  let at = offset;
  while (rest > 127) {
    target[at++] = (rest % 128) + 128;
    rest = Math.floor(rest / 128);
  }
  target[at++] = rest;
  return at;
}
