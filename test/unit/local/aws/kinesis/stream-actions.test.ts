/** Actions on streams and shards, called with the SDK. */
import {
  CreateStreamCommand,
  DeleteStreamCommand,
  DescribeStreamCommand,
  DescribeStreamSummaryCommand,
  ListShardsCommand,
  ListStreamsCommand,
} from '@aws-sdk/client-kinesis';
import { KinesisEndpoint } from '../../../../../local/aws/kinesis/endpoint';
import { client, ManualClock, wiring } from './support';

describe('streams', () => {
  const clock = new ManualClock();
  let endpoint: KinesisEndpoint;
  let kinesis: ReturnType<typeof client>;

  beforeEach(async () => {
    endpoint = await KinesisEndpoint.start({ streams: [wiring('trips', { retentionHours: 72 })], clock });
    kinesis = client(endpoint.url);
  });
  afterEach(async () => {
    kinesis.destroy();
    await endpoint.stop();
  });

  const create = (input: {
    StreamName: string;
    ShardCount?: number;
    StreamModeDetails?: { StreamMode: 'ON_DEMAND' };
  }) => kinesis.send(new CreateStreamCommand(input));

  it('of the template are described as it states them', async () => {
    const byArn = await kinesis.send(new DescribeStreamSummaryCommand({ StreamARN: wiring('trips').arn }));
    expect(byArn.StreamDescriptionSummary).toEqual({
      StreamName: 'trips',
      StreamARN: wiring('trips').arn,
      StreamStatus: 'ACTIVE',
      StreamModeDetails: { StreamMode: 'ON_DEMAND' },
      StreamCreationTimestamp: new Date(clock.now()),
      RetentionPeriodHours: 72,
      EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
      EncryptionType: 'NONE',
      OpenShardCount: 4,
      ConsumerCount: 0,
    });
  });

  it('start with 4 shards on demand, and with the count given otherwise', async () => {
    await create({ StreamName: 'on-demand', StreamModeDetails: { StreamMode: 'ON_DEMAND' } });
    await create({ StreamName: 'provisioned', ShardCount: 7 });
    expect(endpoint.streams.map(({ name, shards }) => [name, shards.length])).toEqual([
      ['on-demand', 4],
      ['provisioned', 7],
      ['trips', 4],
    ]);
  });

  it('list their shards page by page', async () => {
    const first = await kinesis.send(new ListShardsCommand({ StreamName: 'trips', MaxResults: 3 }));
    const second = await kinesis.send(new ListShardsCommand({ NextToken: first.NextToken }));
    const shards = [...(first.Shards ?? []), ...(second.Shards ?? [])];
    expect(shards.map((shard) => shard.ShardId?.slice(-1))).toEqual(['0', '1', '2', '3']);
    expect(second.NextToken).toBeUndefined();
    expect(shards[3]).toEqual({
      ShardId: 'shardId-000000000003',
      HashKeyRange: {
        StartingHashKey: '255211775190703847597530955573826158592',
        EndingHashKey: '340282366920938463463374607431768211455',
      },
      SequenceNumberRange: { StartingSequenceNumber: expect.stringMatching(/^\d{56}$/) },
    });
  });

  it('list only the shards after a given one', async () => {
    const after = { StreamName: 'trips', ExclusiveStartShardId: 'shardId-000000000002' };
    expect((await kinesis.send(new ListShardsCommand(after))).Shards).toHaveLength(1);
    const described = await kinesis.send(new DescribeStreamCommand({ ...after, Limit: 5 }));
    expect(described.StreamDescription).toMatchObject({ HasMoreShards: false, Shards: [{}] });
  });

  it('are listed by name, page by page', async () => {
    await create({ StreamName: 'zones', ShardCount: 1 });
    await create({ StreamName: 'areas', ShardCount: 1 });
    const first = await kinesis.send(new ListStreamsCommand({ Limit: 2 }));
    expect(first).toMatchObject({ StreamNames: ['areas', 'trips'], HasMoreStreams: true });
    const second = await kinesis.send(new ListStreamsCommand({ NextToken: first.NextToken }));
    expect(second).toMatchObject({
      StreamNames: ['zones'],
      HasMoreStreams: false,
      StreamSummaries: [{ StreamName: 'zones' }],
    });
  });

  it('are gone when they are deleted', async () => {
    await kinesis.send(new DeleteStreamCommand({ StreamName: 'trips' }));
    await expect(kinesis.send(new DescribeStreamCommand({ StreamName: 'trips' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    expect(() => endpoint.stream('trips')).toThrow('Streams: none');
  });

  it.each([
    ['a name in use', { StreamName: 'trips', ShardCount: 1 }, 'ResourceInUseException'],
    ['a name with a space', { StreamName: 'my trips', ShardCount: 1 }, 'ValidationException'],
    ['no shard count', { StreamName: 'new' }, 'InvalidArgumentException'],
    ['no shard', { StreamName: 'new', ShardCount: 0 }, 'ValidationException'],
    ['more shards than the quota', { StreamName: 'new', ShardCount: 497 }, 'LimitExceededException'],
  ])('are not created with %s', async (_, input, error) => {
    await expect(create(input)).rejects.toMatchObject({ name: error });
  });

  it.each([
    ['an ARN against the name', { StreamName: 'trips', StreamARN: wiring('other').arn }, 'InvalidArgumentException'],
    ['a text that is no ARN', { StreamARN: 'trips' }, 'InvalidArgumentException'],
    ['neither name nor ARN', {}, 'ValidationException'],
    ['a token and a name', { StreamName: 'trips', NextToken: 'x' }, 'InvalidArgumentException'],
    ['a broken token', { NextToken: 'x' }, 'InvalidArgumentException'],
  ])('are not found by %s', async (_, input, error) => {
    await expect(kinesis.send(new ListShardsCommand(input))).rejects.toMatchObject({ name: error });
  });
});
