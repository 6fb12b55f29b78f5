import * as oracle from 'aws-kinesis-agg';
import { deaggregate, decodeAggregate } from '../../../../common/kpl/decode';
import { Aggregate } from '../../../../common/kpl/encode';
import { digestOf, MAGIC, type UserRecord } from '../../../../common/kpl/format';
import { encodeAggregate } from '../../../support/encode-aggregate';

const plain = (records: readonly UserRecord[]) =>
  records.map(({ partitionKey, explicitHashKey, data }) => ({
    partitionKey,
    explicitHashKey,
    data: Buffer.from(data).toString('base64'),
  }));

/** A linear congruential generator (Numerical Recipes): the same records in every run. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

function records(count: number, keys: number, hashed: boolean, random = generator(count + keys)): UserRecord[] {
  return Array.from({ length: count }, () => {
    const data = Buffer.from('x'.repeat(Math.floor(random() * 400)));
    const partitionKey = `schlüssel-${Math.floor(random() * keys)}`;
    return hashed
      ? { partitionKey, explicitHashKey: String(BigInt(Math.floor(random() * 2 ** 40)) << 80n), data }
      : { partitionKey, data };
  });
}

/** What the npm package reads from an aggregate. */
function readByOracle(data: Buffer): Promise<UserRecord[]> {
  const record = { kinesis: { data: data.toString('base64'), partitionKey: 'outer', sequenceNumber: '1' } };
  return new Promise((resolve, reject) =>
    oracle.deaggregateSync(
      record.kinesis as never,
      true,
      (error: Error | undefined, found: readonly oracle.UserRecord[] = []) =>
        error
          ? reject(error)
          : resolve(
              found.map(({ partitionKey, explicitPartitionKey, data: inner }) => ({
                partitionKey: String(partitionKey),
                ...(explicitPartitionKey ? { explicitHashKey: String(explicitPartitionKey) } : {}),
                data: Buffer.from(String(inner), 'base64'),
              })),
            ),
    ),
  );
}

/** The package exports it, but its types do not. */
const { RecordAggregator } = oracle as unknown as {
  RecordAggregator: new () => { addUserRecord(record: UserRecord): void; build(): { readonly data: Buffer } };
};

/** The npm package's aggregate of user records. */
function writeByOracle(userRecords: readonly UserRecord[]): Buffer {
  const aggregator = new RecordAggregator();
  for (const { partitionKey, explicitHashKey, data } of userRecords)
    aggregator.addUserRecord({
      partitionKey,
      ...(explicitHashKey === undefined ? {} : { explicitHashKey }),
      data: Buffer.from(data),
    });
  return aggregator.build().data;
}

describe.each([
  ['one record', 1, 1, false],
  ['200 records of one key', 200, 1, false],
  ['200 records of 150 keys', 200, 150, false],
  ['200 records with explicit hash keys', 200, 50, true],
] as const)('%s', (_, count, keys, hashed) => {
  const given = records(count, keys, hashed);

  it('comes back as it went in', () => {
    expect(plain(decodeAggregate(encodeAggregate(given)) ?? [])).toEqual(plain(given));
  });

  it('is read by aws-kinesis-agg as it went in', async () => {
    expect(plain(await readByOracle(encodeAggregate(given)))).toEqual(plain(given));
  });

  it('is read as aws-kinesis-agg wrote it', () => {
    expect(plain(decodeAggregate(writeByOracle(given)) ?? [])).toEqual(plain(given));
  });
});

describe('an aggregate in the making', () => {
  it('takes records up to its capacity, never beyond, and all come back', async () => {
    const aggregate = new Aggregate('trip-1', 5_000);
    const added: string[] = [];
    while (aggregate.add(`{"trip":"${'é'.repeat(added.length * 3)}"}`))
      added.push(`{"trip":"${'é'.repeat(added.length * 3)}"}`);
    const length = aggregate.length;
    const data = aggregate.finish();
    expect(data).toHaveLength(length);
    expect(length).toBeLessThanOrEqual(5_000);
    expect(added.length).toBeGreaterThan(10);
    expect(aggregate.count).toBe(added.length);
    const expected = added.map((text) => ({ partitionKey: 'trip-1', data: Buffer.from(text) }));
    expect(plain(decodeAggregate(data) ?? [])).toEqual(plain(expected));
    expect(plain(await readByOracle(data))).toEqual(plain(expected));
  });

  it('fills its capacity to the byte', () => {
    const room = new Aggregate('k', 1_000);
    const overhead = room.length + 2 + 1 + 2 + 1 + 2; // index, data tag and length, record tag and length
    expect(room.add('x'.repeat(1_000 - overhead + 1))).toBe(false);
    expect(room.add('x'.repeat(1_000 - overhead))).toBe(true);
    expect(room.finish()).toHaveLength(1_000);
  });

  it('carries one partition key for all, so that no consumer drops it for a key of another shard', () => {
    const aggregate = new Aggregate('trip-1', 5_000);
    for (const text of ['a', 'b', 'c']) aggregate.add(text);
    expect(new Set((decodeAggregate(aggregate.finish()) ?? []).map(({ partitionKey }) => partitionKey))).toEqual(
      new Set(['trip-1']),
    );
  });
});

describe('a record that is not an aggregate', () => {
  const good = encodeAggregate(records(20, 5, false));
  const changed = (at: number) => {
    const copy = Buffer.from(good);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  };

  it.each([
    ['plain JSON', Buffer.from('{"trip_id":"1"}')],
    ['an empty one', Buffer.alloc(0)],
    ['the magic bytes alone', Buffer.from(MAGIC)],
    ['one with a bit of its MD5 flipped', changed(good.length - 1)],
    ['one with a bit of its message flipped', changed(40)],
    ['one cut short', good.subarray(0, good.length - 30)],
  ])('is plain: %s', (_, data) => {
    expect(decodeAggregate(data)).toBeUndefined();
    expect(deaggregate({ partitionKey: 'k', data })).toEqual([{ partitionKey: 'k', data }]);
  });
});

it('refuses explicit hash keys on some records only', () => {
  const [first, second] = records(2, 2, false) as [UserRecord, UserRecord];
  expect(() => encodeAggregate([{ ...first, explicitHashKey: '1' }, second])).toThrow(/give it to all or to none/);
});

it('reads the absent hash key of another sender as absent', () => {
  // partition_key_table "k", explicit_hash_key_table "5",
  // records {index 0, hash 0, "a"} and {index 0, "b"}.
  const message = Buffer.from('0a016b1201351a07080010001a01611a0508001a0162', 'hex');
  const data = Buffer.concat([MAGIC, message, digestOf(message)]);
  expect(plain(decodeAggregate(data) ?? [])).toEqual([
    { partitionKey: 'k', explicitHashKey: '5', data: Buffer.from('a').toString('base64') },
    { partitionKey: 'k', explicitHashKey: undefined, data: Buffer.from('b').toString('base64') },
  ]);
});
