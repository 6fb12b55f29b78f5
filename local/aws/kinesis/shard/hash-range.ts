/**
 * Chooses a record's shard: by the MD5 of its partition key, or by its explicit hash key, within
 * even ranges of 2^128.
 */
import { hash } from 'node:crypto';

const HASH_KEYS = 2n ** 128n;

/** A range of hash keys, inclusive at both ends. */
export interface HashRange {
  readonly start: bigint;
  readonly end: bigint;
}

/** Divides all hash keys into even ranges. The last range takes the remainder, as in AWS. */
export function evenRanges(shards: number): readonly HashRange[] {
  const width = HASH_KEYS / BigInt(shards);
  return Array.from({ length: shards }, (_, index) => ({
    start: width * BigInt(index),
    end: index === shards - 1 ? HASH_KEYS - 1n : width * BigInt(index + 1) - 1n,
  }));
}

/** The shard, counted from 0, whose even range holds a hash key. */
export function shardIndex(hashKey: bigint, shards: number): number {
  // Within the remainder at the end, the quotient is one too high.
  return Math.min(shards - 1, Number(hashKey / (HASH_KEYS / BigInt(shards))));
}

/** MD5 of the partition key's UTF-8 bytes, as a number. */
export function hashKeyOf(partitionKey: string): bigint {
  return BigInt(`0x${hash('md5', partitionKey, 'hex')}`);
}

/** @returns undefined unless `text` is a decimal number from 0 to 2^128-1 without leading zeros. */
export function parseHashKey(text: string): bigint | undefined {
  if (!/^(0|[1-9]\d{0,38})$/.test(text)) return undefined;
  const value = BigInt(text);
  return value < HASH_KEYS ? value : undefined;
}
