/** PutRecord and PutRecords, called with the SDK. */
import { createHash } from 'node:crypto';
import { ListShardsCommand, PutRecordCommand, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { KinesisEndpoint } from '../../../../../local/aws/kinesis/endpoint';
import { bytes, client, ManualClock, wiring } from './support';

const MIB = 1024 * 1024;

describe('putting records', () => {
  const clock = new ManualClock();
  let endpoint: KinesisEndpoint;
  let kinesis: ReturnType<typeof client>;

  beforeEach(async () => {
    endpoint = await KinesisEndpoint.start({ streams: [wiring('trips'), wiring('one', { shardCount: 1 })], clock });
    kinesis = client(endpoint.url);
  });
  afterEach(async () => {
    kinesis.destroy();
    await endpoint.stop();
  });

  const put = (entries: { key?: string; hash?: string; data?: Uint8Array }[], stream = 'trips') =>
    kinesis.send(
      new PutRecordsCommand({
        StreamName: stream,
        Records: entries.map(({ key = 'k', hash, data = bytes('data') }) => ({
          PartitionKey: key,
          Data: data,
          ...(hash === undefined ? {} : { ExplicitHashKey: hash }),
        })),
      }),
    );

  it('goes to the shard whose range, as listed, holds the MD5 of the key', async () => {
    const { Shards = [] } = await kinesis.send(new ListShardsCommand({ StreamName: 'trips' }));
    const keys = Array.from({ length: 100 }, (_, index) => `trip-${index}`);
    const { Records = [] } = await put(keys.map((key) => ({ key })));
    const expected = keys.map((key) => {
      const hash = BigInt(`0x${createHash('md5').update(key).digest('hex')}`);
      const holds = (end: string | undefined) => hash <= BigInt(end ?? 0);
      return Shards.find((shard) => holds(shard.HashKeyRange?.EndingHashKey))?.ShardId;
    });
    expect(Records.map((record) => record.ShardId)).toEqual(expected);
    expect(new Set(expected).size).toBe(4);
  });

  it('follows an explicit hash key against the partition key', async () => {
    const ends = ['0', '85070591730234615865843651857942052864', String(2n ** 128n - 1n)];
    const { Records = [] } = await put(ends.map((hash) => ({ hash })));
    expect(Records.map((record) => record.ShardId?.slice(-1))).toEqual(['0', '1', '3']);
  });

  it('answers a single record with its shard and sequence number', async () => {
    const answer = await kinesis.send(
      new PutRecordCommand({ StreamARN: wiring('one').arn, PartitionKey: 'k', Data: bytes('x') }),
    );
    expect(answer).toMatchObject({ ShardId: 'shardId-000000000000', EncryptionType: 'NONE' });
    expect(answer.SequenceNumber).toBe(endpoint.stream('one').shards[0]?.newest);
  });

  it('stores exactly the bytes that were sent', async () => {
    const data = Uint8Array.from({ length: 256 }, (_, index) => index);
    await put([{ data }, { data: bytes('') }], 'one');
    const batch = endpoint.stream('one').shards[0]?.read(undefined, 10);
    expect(batch).toMatchObject({ records: [{ data: Buffer.from(data) }, { data: bytes('') }] });
  });

  it('fails only the entries beyond 1,000 records a second, one by one', async () => {
    const five = Array.from({ length: 500 }, () => ({}));
    await put(five, 'one');
    await put(five, 'one');
    clock.advance(100);
    const { FailedRecordCount, Records = [] } = await put(five, 'one');
    expect(FailedRecordCount).toBe(400);
    expect(Records.findIndex((record) => record.ErrorCode !== undefined)).toBe(100);
    expect(Records[100]).toEqual({
      ErrorCode: 'ProvisionedThroughputExceededException',
      ErrorMessage: 'Rate exceeded for shard shardId-000000000000 in stream one under account 123456789012.',
    });
    expect(endpoint.counters.one).toMatchObject({ records: 1100, throttledWrites: 400 });
  });

  it('fails the entries beyond 1 MiB a second', async () => {
    const half = { data: Buffer.alloc(MIB / 2 - 1) };
    expect(await put([half, half, half], 'one')).toMatchObject({ FailedRecordCount: 1 });
  });

  it('refuses a single record on a busy shard', async () => {
    await put([{ data: Buffer.alloc(MIB - 1) }], 'one');
    const again = kinesis.send(new PutRecordCommand({ StreamName: 'one', PartitionKey: 'k', Data: bytes('x') }));
    await expect(again).rejects.toMatchObject({ name: 'ProvisionedThroughputExceededException' });
  });

  it.each([
    ['501 records', () => Array.from({ length: 501 }, () => ({})), 'ValidationException'],
    ['no record', () => [], 'ValidationException'],
    ['data over 1 MiB', () => [{}, { data: Buffer.alloc(MIB + 1) }], 'ValidationException'],
    ['data and key over 1 MiB', () => [{}, { data: Buffer.alloc(MIB) }], 'InvalidArgumentException'],
    [
      'over 10 MiB',
      () => Array.from({ length: 11 }, () => ({ data: Buffer.alloc(MIB - 1) })),
      'InvalidArgumentException',
    ],
    ['an empty key', () => [{}, { key: '' }], 'ValidationException'],
    ['a key of 257 characters', () => [{}, { key: 'k'.repeat(257) }], 'ValidationException'],
    ['an impossible hash key', () => [{}, { hash: String(2n ** 128n) }], 'InvalidArgumentException'],
  ])('refuses a whole call with %s', async (_, entries, error) => {
    await expect(put(entries())).rejects.toMatchObject({ name: error, $metadata: { httpStatusCode: 400 } });
    expect(endpoint.counters.trips?.records).toBe(0);
  });

  it('accepts a call at each of its limits', async () => {
    const full = Array.from({ length: 10 }, (_, index) => ({
      key: 'k'.repeat(256),
      hash: String((BigInt(index) * 2n ** 128n) / 10n),
      data: Buffer.alloc(MIB - 256),
    }));
    await expect(put(full)).resolves.toMatchObject({ FailedRecordCount: 6 });
  });

  it('names a missing stream', async () => {
    await expect(put([{}], 'none')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Stream none under account 000000000000 not found.',
    });
  });
});
