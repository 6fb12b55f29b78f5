/** Writes the aggregates of other senders, whose user records may have keys of their own. */
import { digestOf, MAGIC, TAG, type UserRecord, varintLength, writeVarint } from '../../common/kpl/format';

/** Tags that only other senders write: `explicit_hash_key_table`, `explicit_hash_key_index`. */
const HASH_TAG = { table: 0x12, index: 0x10 } as const;

/**
 * Packs user records with keys of their own, as any KPL sender may.
 * @throws RangeError if only some have an explicit hash key: some decoders read an absent one as
 *   the first of the table, and would route those records elsewhere
 */
export function encodeAggregate(records: readonly UserRecord[]): Buffer {
  const hashed = records.filter(({ explicitHashKey }) => explicitHashKey !== undefined).length;
  if (hashed !== 0 && hashed !== records.length)
    throw new RangeError(
      `${hashed} of ${records.length} records have an explicit hash key: give it to all or to none.`,
    );
  const keys = indexed(records.map(({ partitionKey }) => partitionKey));
  const hashKeys = indexed(records.flatMap(({ explicitHashKey }) => explicitHashKey ?? []));
  const message = Buffer.concat([
    ...[...keys.keys()].map((key) => delimited(TAG.partitionKeyTable, Buffer.from(key))),
    ...[...hashKeys.keys()].map((key) => delimited(HASH_TAG.table, Buffer.from(key))),
    ...records.map((record) => delimited(TAG.record, encodeRecord(record, keys, hashKeys))),
  ]);
  return Buffer.concat([MAGIC, message, digestOf(message)]);
}

type Table = ReadonlyMap<string, number>;

function indexed(keys: readonly string[]): Table {
  return new Map([...new Set(keys)].map((key, index) => [key, index]));
}

function encodeRecord({ partitionKey, explicitHashKey, data }: UserRecord, keys: Table, hashKeys: Table): Buffer {
  const parts = [numbered(TAG.partitionKeyIndex, keys.get(partitionKey) ?? 0)];
  if (explicitHashKey !== undefined) parts.push(numbered(HASH_TAG.index, hashKeys.get(explicitHashKey) ?? 0));
  return Buffer.concat([...parts, delimited(TAG.data, data)]);
}

function numbered(tag: number, value: number): Buffer {
  const bytes = Buffer.alloc(1 + varintLength(value));
  bytes[0] = tag;
  writeVarint(bytes, 1, value);
  return bytes;
}

function delimited(tag: number, data: Uint8Array): Buffer {
  return Buffer.concat([numbered(tag, data.length), data]);
}
