/** Which shard a record goes to: the MD5 of its partition key, or its explicit hash key, within even ranges of 2^128. */
import { hash } from 'node:crypto';

const HASH_KEYS = 2n ** 128n;

/** Inclusive at both ends. */
export interface HashRange {
  readonly start: bigint;
  readonly end: bigint;
}

/** Even ranges over all hash keys; the last takes what the division leaves over, as AWS does. */
export function evenRanges(shards: number): readonly HashRange[] {
  const width = HASH_KEYS / BigInt(shards);
  return Array.from({ length: shards }, (_, index) => ({
    start: width * BigInt(index),
    end: index === shards - 1 ? HASH_KEYS - 1n : width * BigInt(index + 1) - 1n,
  }));
}

/** The shard, counted from 0, whose even range holds a hash key. */
export function shardIndex(hashKey: bigint, shards: number): number {
  // Dividing by the width overshoots within the remainder at the very end.
  return Math.min(shards - 1, Number(hashKey / (HASH_KEYS / BigInt(shards))));
}

/** MD5 of the partition key's UTF-8 bytes, as a number. */
export function hashKeyOf(partitionKey: string): bigint {
  return BigInt(`0x${hash('md5', partitionKey, 'hex')}`);
}

/** @returns undefined unless `text` is a decimal number of 0..2^128-1 without leading zeros. */
export function parseHashKey(text: string): bigint | undefined {
  if (!/^(0|[1-9]\d{0,38})$/.test(text)) return undefined;
  const value = BigInt(text);
  return value < HASH_KEYS ? value : undefined;
}
