/** Writes aggregates as other KPL senders do, with a key for each user record. */
import { digestOf, MAGIC, TAG, type UserRecord, varintLength, writeVarint } from '../../common/kpl/format';

/** Tags that only other senders write: `explicit_hash_key_table`, `explicit_hash_key_index`. */
const HASH_TAG = { table: 0x12, index: 0x10 } as const;

/**
 * Packs user records, each under its own key, as any KPL sender may.
 * @throws RangeError if only some records have an explicit hash key: some decoders read a missing
 *   key as the first of the table, and would route those records to another shard
 */
export function encodeAggregate(records: readonly UserRecord[]): Buffer {
  const hashed = records.filter(({ explicitHashKey }) => explicitHashKey !== undefined).length;
  if (hashed !== 0 && hashed !== records.length)
    throw new RangeError(
      `${hashed} of ${records.length} records have an explicit hash key: give it to all or to none.`,
    );
  const keys = indexKeys(records.map(({ partitionKey }) => partitionKey));
  const hashKeys = indexKeys(records.flatMap(({ explicitHashKey }) => explicitHashKey ?? []));
  const message = Buffer.concat([
    ...[...keys.keys()].map((key) => encodeBytes(TAG.partitionKeyTable, Buffer.from(key))),
    ...[...hashKeys.keys()].map((key) => encodeBytes(HASH_TAG.table, Buffer.from(key))),
    ...records.map((record) => encodeBytes(TAG.record, encodeRecord(record, keys, hashKeys))),
  ]);
  return Buffer.concat([MAGIC, message, digestOf(message)]);
}

type Table = ReadonlyMap<string, number>;

function indexKeys(keys: readonly string[]): Table {
  return new Map([...new Set(keys)].map((key, index) => [key, index]));
}

function encodeRecord({ partitionKey, explicitHashKey, data }: UserRecord, keys: Table, hashKeys: Table): Buffer {
  const parts = [encodeVarint(TAG.partitionKeyIndex, keys.get(partitionKey) ?? 0)];
  if (explicitHashKey !== undefined) parts.push(encodeVarint(HASH_TAG.index, hashKeys.get(explicitHashKey) ?? 0));
  return Buffer.concat([...parts, encodeBytes(TAG.data, data)]);
}

function encodeVarint(tag: number, value: number): Buffer {
  const bytes = Buffer.alloc(1 + varintLength(value));
  bytes[0] = tag;
  writeVarint(bytes, 1, value);
  return bytes;
}

function encodeBytes(tag: number, data: Uint8Array): Buffer {
  return Buffer.concat([encodeVarint(tag, data.length), data]);
}
