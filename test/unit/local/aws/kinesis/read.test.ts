/** GetShardIterator and GetRecords, called with the SDK. */
import {
  CreateStreamCommand,
  DeleteStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type GetShardIteratorCommandInput,
  PutRecordsCommand,
} from '@aws-sdk/client-kinesis';
import { KinesisEndpoint } from '../../../../../local/aws/kinesis/endpoint';
import { bytes, client, ManualClock, wiring } from './support';

const SHARD = 'shardId-000000000000';

describe('reading records', () => {
  let clock: ManualClock;
  let endpoint: KinesisEndpoint;
  let kinesis: ReturnType<typeof client>;

  beforeEach(async () => {
    clock = new ManualClock();
    endpoint = await KinesisEndpoint.start({ streams: [wiring('trips', { shardCount: 1 })], clock });
    kinesis = client(endpoint.url);
  });
  afterEach(async () => {
    kinesis.destroy();
    await endpoint.stop();
  });

  const put = async (...texts: string[]) => {
    const records = texts.map((text) => ({ PartitionKey: 'k', Data: bytes(text) }));
    const { Records = [] } = await kinesis.send(new PutRecordsCommand({ StreamName: 'trips', Records: records }));
    return Records.map((record) => record.SequenceNumber ?? '');
  };
  const iterator = async (where: Partial<GetShardIteratorCommandInput>) => {
    const input = { StreamName: 'trips', ShardId: SHARD, ShardIteratorType: 'TRIM_HORIZON' as const, ...where };
    return (await kinesis.send(new GetShardIteratorCommand(input))).ShardIterator;
  };
  const get = (from: string | undefined, limit?: number) =>
    kinesis.send(new GetRecordsCommand({ ShardIterator: from, ...(limit === undefined ? {} : { Limit: limit }) }));
  const texts = async (where: Partial<GetShardIteratorCommandInput>) => {
    const { Records = [] } = await get(await iterator(where));
    return Records.map((record) => Buffer.from(record.Data ?? []).toString());
  };

  it('starts where the iterator says', async () => {
    const [, second] = await put('one', 'two');
    clock.advance(5000);
    const between = new Date(clock.now() - 2500);
    await put('three');
    expect(await texts({ ShardIteratorType: 'TRIM_HORIZON' })).toEqual(['one', 'two', 'three']);
    const at = { StartingSequenceNumber: second };
    expect(await texts({ ShardIteratorType: 'AT_SEQUENCE_NUMBER', ...at })).toEqual(['two', 'three']);
    expect(await texts({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', ...at })).toEqual(['three']);
    expect(await texts({ ShardIteratorType: 'AT_TIMESTAMP', Timestamp: between })).toEqual(['three']);
  });

  it('returns only later records for an iterator at LATEST', async () => {
    await put('one');
    const latest = await iterator({ ShardIteratorType: 'LATEST' });
    expect(await get(latest)).toMatchObject({ Records: [], MillisBehindLatest: 0 });
    await put('two');
    const { Records = [] } = await get(latest);
    expect(Records.map((record) => Buffer.from(record.Data ?? []).toString())).toEqual(['two']);
  });

  it('returns each record with all its fields, and pages without gap or repeat', async () => {
    const [first] = await put('one', 'two', 'three');
    const page = await get(await iterator({}), 2);
    expect(page.Records?.[0]).toEqual({
      SequenceNumber: first,
      PartitionKey: 'k',
      Data: expect.any(Uint8Array),
      ApproximateArrivalTimestamp: new Date(clock.now()),
      EncryptionType: 'NONE',
    });
    expect(page.MillisBehindLatest).toBeGreaterThan(0);
    const rest = await get(page.NextShardIterator);
    expect(rest.Records).toHaveLength(1);
    expect(rest.MillisBehindLatest).toBe(0);
  });

  it('lets an iterator expire after five minutes', async () => {
    const from = await iterator({});
    clock.advance(300_000);
    await expect(get(from)).resolves.toMatchObject({ Records: [] });
    clock.advance(1);
    await expect(get(from)).rejects.toMatchObject({ name: 'ExpiredIteratorException' });
  });

  it('throttles the sixth read of a second, whoever reads', async () => {
    const from = await iterator({});
    endpoint.stream('trips').shards[0]?.read(undefined, 1);
    for (let call = 0; call < 4; call += 1) await get(from);
    await expect(get(from)).rejects.toMatchObject({ name: 'ProvisionedThroughputExceededException' });
    expect(endpoint.counters.trips).toMatchObject({ reads: 5, throttledReads: 1 });
  });

  it.each<[string, Partial<GetShardIteratorCommandInput>, string]>([
    ['a missing shard', { ShardId: 'shardId-000000000009' }, 'ResourceNotFoundException'],
    [
      'a sequence number of another shard',
      { ShardIteratorType: 'AT_SEQUENCE_NUMBER', StartingSequenceNumber: '1' },
      'InvalidArgumentException',
    ],
    ['no sequence number', { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' }, 'InvalidArgumentException'],
    ['no timestamp', { ShardIteratorType: 'AT_TIMESTAMP' }, 'InvalidArgumentException'],
    [
      'a time in the future',
      { ShardIteratorType: 'AT_TIMESTAMP', Timestamp: new Date('2030-01-01') },
      'InvalidArgumentException',
    ],
    ['an unknown type', { ShardIteratorType: 'ANYWHERE' as 'LATEST' }, 'ValidationException'],
  ])('refuses an iterator at %s', async (_, where, error) => {
    await expect(iterator(where)).rejects.toMatchObject({ name: error });
  });

  it.each([
    ['a broken iterator', 'broken', undefined, 'InvalidArgumentException'],
    ['a limit of 0', undefined, 0, 'ValidationException'],
    ['a limit over 10,000', undefined, 10_001, 'ValidationException'],
  ])('refuses %s', async (_, broken, limit, error) => {
    await expect(get(broken ?? (await iterator({})), limit)).rejects.toMatchObject({ name: error });
  });

  it('does not carry an iterator over to a later stream of the same name', async () => {
    const from = await iterator({});
    await kinesis.send(new DeleteStreamCommand({ StreamName: 'trips' }));
    await expect(get(from)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    clock.advance(1);
    await kinesis.send(new CreateStreamCommand({ StreamName: 'trips', ShardCount: 1 }));
    await expect(get(from)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
