/** Makes the same calls to any Kinesis endpoint, and removes from the answers what may differ. */
import {
  CreateStreamCommand,
  DeleteStreamCommand,
  DescribeStreamCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type GetShardIteratorCommandInput,
  KinesisClient,
  ListShardsCommand,
  ListStreamsCommand,
  PutRecordCommand,
  PutRecordsCommand,
  type Shard,
} from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';

/** The result of a call in comparable terms. */
export interface Answer {
  /** The values that every Kinesis must return alike, or the name of the error. */
  readonly says: unknown;
  /** The field names of the whole answer, with the types of their values. */
  readonly shape: unknown;
}

const STREAM = 'trips';
const RECORDS = 120;

export async function converse(url: string): Promise<ReadonlyMap<string, Answer>> {
  const client = new KinesisClient({
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    requestHandler: new NodeHttpHandler(),
    maxAttempts: 1,
  });
  const answers = new Map<string, Answer>();
  /** Makes a call, and records its answer or the name of its error. */
  const ask = async <Output extends object>(
    title: string,
    call: Promise<Output>,
    says: (output: Output) => unknown,
  ): Promise<Output | undefined> => {
    try {
      const { $metadata, ...output } = (await call) as Output & { $metadata: unknown };
      answers.set(title, { says: says(output as Output), shape: shapeOf(output) });
      return output as Output;
    } catch (error) {
      answers.set(title, { says: (error as Error).name, shape: 'error' });
      return undefined;
    }
  };
  await talk(client, ask);
  client.destroy();
  return answers;
}

type Ask = <Output extends object>(
  title: string,
  call: Promise<Output>,
  says: (output: Output) => unknown,
) => Promise<Output | undefined>;

async function talk(client: KinesisClient, ask: Ask): Promise<void> {
  await streams(client, ask);
  const written = await writes(client, ask);
  await reads(client, ask, written);
  await mistakes(client, ask);
  await ask('delete a stream', client.send(new DeleteStreamCommand({ StreamName: STREAM })), () => 'done');
}

async function streams(client: KinesisClient, ask: Ask): Promise<void> {
  const onDemand = { StreamName: STREAM, StreamModeDetails: { StreamMode: 'ON_DEMAND' as const } };
  await ask('create on demand', client.send(new CreateStreamCommand(onDemand)), () => 'done');
  const provisioned = { StreamName: 'other', ShardCount: 3 };
  await ask('create provisioned', client.send(new CreateStreamCommand(provisioned)), () => 'done');
  for (const name of [STREAM, 'other']) await untilActive(client, name);
  await ask('create again', client.send(new CreateStreamCommand(provisioned)), () => 'done');
  await ask('list streams', client.send(new ListStreamsCommand({})), (output) => output.StreamNames);
  const paged = client.send(new ListStreamsCommand({ Limit: 1 }));
  await ask('list one stream', paged, (output) => [output.StreamNames, output.HasMoreStreams]);
  for (const StreamName of [STREAM, 'other']) {
    const summary = client.send(new DescribeStreamSummaryCommand({ StreamName }));
    await ask(`summary of ${StreamName}`, summary, ({ StreamDescriptionSummary: told }) => [
      told?.StreamStatus,
      told?.OpenShardCount,
      told?.RetentionPeriodHours,
      told?.StreamModeDetails,
      told?.EncryptionType,
      told?.StreamARN,
      told?.ConsumerCount,
    ]);
    const described = client.send(new DescribeStreamCommand({ StreamName, Limit: 2 }));
    await ask(`description of ${StreamName}`, described, ({ StreamDescription: told }) => [
      told?.HasMoreShards,
      told?.Shards?.map(placeOf),
    ]);
    const shards = client.send(new ListShardsCommand({ StreamName }));
    await ask(`shards of ${StreamName}`, shards, (output) => output.Shards?.map(placeOf));
  }
  const after = { StreamName: STREAM, ExclusiveStartShardId: 'shardId-000000000001' };
  await ask('shards after one', client.send(new ListShardsCommand(after)), (output) =>
    output.Shards?.map((shard) => shard.ShardId),
  );
  const first = await ask(
    'first page of shards',
    client.send(new ListShardsCommand({ StreamName: STREAM, MaxResults: 3 })),
    (output) => output.Shards?.length,
  );
  const next = client.send(new ListShardsCommand({ NextToken: first?.NextToken }));
  await ask('next page of shards', next, (output) => output.Shards?.map((shard) => shard.ShardId));
}

async function untilActive(client: KinesisClient, StreamName: string): Promise<void> {
  for (;;) {
    const { StreamDescriptionSummary } = await client.send(new DescribeStreamSummaryCommand({ StreamName }));
    if (StreamDescriptionSummary?.StreamStatus === 'ACTIVE') return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Writes records with distinct texts. Every third record has an explicit hash key. */
async function writes(client: KinesisClient, ask: Ask) {
  const records = Array.from({ length: RECORDS }, (_, index) => ({
    PartitionKey: `key-${index} é`,
    Data: Buffer.from(`trip ${index}`),
    ...(index % 3 === 0 ? { ExplicitHashKey: String((2n ** 128n * BigInt(index)) / BigInt(RECORDS)) } : {}),
  }));
  const many = await ask(
    'put many',
    client.send(new PutRecordsCommand({ StreamName: STREAM, Records: records })),
    (output) => [output.FailedRecordCount, output.Records?.map((record) => record.ShardId)],
  );
  await ask(
    'put one',
    client.send(new PutRecordCommand({ StreamName: STREAM, PartitionKey: 'last', Data: Buffer.from('last') })),
    (output) => output.ShardId,
  );
  return many?.Records ?? [];
}

async function reads(
  client: KinesisClient,
  ask: Ask,
  written: readonly { SequenceNumber?: string | undefined; ShardId?: string | undefined }[],
): Promise<void> {
  const read = async (title: string, where: Partial<GetShardIteratorCommandInput>, Limit = 1000) => {
    const input = { StreamName: STREAM, ShardId: 'shardId-000000000000', ShardIteratorType: 'TRIM_HORIZON' as const };
    const iterator = client.send(new GetShardIteratorCommand({ ...input, ...where }));
    const at = await ask(`iterator: ${title}`, iterator, () => 'done');
    const records = client.send(new GetRecordsCommand({ ShardIterator: at?.ShardIterator, Limit }));
    return ask(title, records, (output) => [
      output.Records?.map((record) => [record.PartitionKey, Buffer.from(record.Data ?? []).toString()]),
      rising(output.Records ?? []),
      output.NextShardIterator !== undefined,
      // A page that ends before the newest record is behind by as long as the test took.
      Limit < RECORDS || output.MillisBehindLatest === 0,
    ]);
  };
  for (const shard of [0, 1, 2, 3]) await read(`shard ${shard}`, { ShardId: `shardId-00000000000${shard}` });
  const middle = written.filter((record) => record.ShardId === 'shardId-000000000001')[10]?.SequenceNumber;
  const from = { ShardId: 'shardId-000000000001', StartingSequenceNumber: middle };
  await read('at a number', { ...from, ShardIteratorType: 'AT_SEQUENCE_NUMBER' });
  await read('after a number', { ...from, ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' });
  await read('latest', { ShardId: 'shardId-000000000002', ShardIteratorType: 'LATEST' });
  const longAgo = { ShardIteratorType: 'AT_TIMESTAMP' as const, Timestamp: new Date(Date.now() - 3_600_000) };
  await read('since long ago', { ...longAgo, ShardId: 'shardId-000000000002' });
  const page = await read('a page of five', { ShardId: 'shardId-000000000003' }, 5);
  const next = client.send(new GetRecordsCommand({ ShardIterator: page?.NextShardIterator }));
  await ask('the rest', next, (output) => output.Records?.length);
}

async function mistakes(client: KinesisClient, ask: Ask): Promise<void> {
  const Data = Buffer.from('x');
  const put = (extra: object) =>
    client.send(new PutRecordCommand({ StreamName: STREAM, PartitionKey: 'k', Data, ...extra }));
  const iterator = (extra: object) =>
    client.send(
      new GetShardIteratorCommand({
        StreamName: STREAM,
        ShardId: 'shardId-000000000000',
        ShardIteratorType: 'LATEST',
        ...extra,
      }),
    );
  const done = () => 'done';
  await ask('put to no stream', put({ StreamName: 'none' }), done);
  await ask(
    'put many to no stream',
    client.send(new PutRecordsCommand({ StreamName: 'none', Records: [{ PartitionKey: 'k', Data }] })),
    done,
  );
  await ask('a key too long', put({ PartitionKey: 'k'.repeat(257) }), done);
  await ask('a hash key too large', put({ ExplicitHashKey: String(2n ** 128n) }), done);
  await ask('iterator of no stream', iterator({ StreamName: 'none' }), done);
  await ask('iterator of no shard', iterator({ ShardId: 'shardId-000000000009' }), done);
  await ask('iterator without its number', iterator({ ShardIteratorType: 'AT_SEQUENCE_NUMBER' }), done);
  await ask(
    'iterator at a foreign number',
    iterator({ ShardIteratorType: 'AT_SEQUENCE_NUMBER', StartingSequenceNumber: '1' }),
    done,
  );
  await ask('a broken iterator', client.send(new GetRecordsCommand({ ShardIterator: 'broken' })), done);
  const good = await ask('a good iterator', iterator({}), done);
  await ask(
    'a limit too large',
    client.send(new GetRecordsCommand({ ShardIterator: good?.ShardIterator, Limit: 10_001 })),
    done,
  );
  await ask('shards of no stream', client.send(new ListShardsCommand({ StreamName: 'none' })), done);
  await ask('summary of no stream', client.send(new DescribeStreamSummaryCommand({ StreamName: 'none' })), done);
  await ask('delete no stream', client.send(new DeleteStreamCommand({ StreamName: 'none' })), done);
}

/**
 * Gives a shard's hash range without the last three digits: kinesis-local divides 2^128 - 1 evenly,
 * AWS 2^128.
 */
function placeOf({ ShardId, HashKeyRange }: Shard) {
  return [ShardId, HashKeyRange?.StartingHashKey?.slice(0, -3), HashKeyRange?.EndingHashKey?.slice(0, -3)];
}

function rising(records: readonly { SequenceNumber?: string | undefined }[]): boolean {
  const numbers = records.map((record) => BigInt(record.SequenceNumber ?? 0));
  return numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0n));
}

/** Gives field names with the types of their values. A list has the shape of its first element. */
function shapeOf(value: unknown): unknown {
  if (value instanceof Uint8Array) return 'bytes';
  if (value instanceof Date) return 'time';
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(fields.sort().map(([name, field]) => [name, shapeOf(field)]));
}
