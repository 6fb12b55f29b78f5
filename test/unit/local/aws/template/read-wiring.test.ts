// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation's own placeholders
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ResourceTemplate } from '../../../../../local/aws/template/assembly';
import { readWiring } from '../../../../../local/aws/template/read-wiring';
import { cloudAssembly, resource } from './assembly';

type Given = Readonly<Record<string, unknown>>;

const CODE = { Code: { S3Bucket: 'assets', S3Key: 'code.zip' }, Handler: 'index.handler', Runtime: 'nodejs24.x' };
const STREAM = { Stream: resource('S/Trips', 'AWS::Kinesis::Stream') };
const FUNCTION = { Function: resource('S/Transform', 'AWS::Lambda::Function', CODE) };
const BUCKET = { Bucket: resource('S/Lake', 'AWS::S3::Bucket') };

/** The wiring of one stack S; `code.zip` is its one asset. */
function wiringOf(Resources: Readonly<Record<string, ResourceTemplate>>) {
  return readWiring(cloudAssembly({ S: { Resources } }, { 'code.zip': 'asset.code' }));
}

function mapping(properties: Given = {}) {
  return resource('S/Mapping', 'AWS::Lambda::EventSourceMapping', {
    EventSourceArn: { 'Fn::GetAtt': ['Stream', 'Arn'] },
    FunctionName: { Ref: 'Function' },
    StartingPosition: 'TRIM_HORIZON',
    ...properties,
  });
}

function deliveryStream(destination: Given = {}) {
  return resource('S/Trips', 'AWS::KinesisFirehose::DeliveryStream', {
    ExtendedS3DestinationConfiguration: { BucketARN: { 'Fn::GetAtt': ['Bucket', 'Arn'] }, ...destination },
  });
}

describe('a stream', () => {
  it('starts with 4 shards on demand and with its own count otherwise', () => {
    const { streams } = wiringOf({
      A: resource('S/A', 'AWS::Kinesis::Stream', { StreamModeDetails: { StreamMode: 'ON_DEMAND' } }),
      B: resource('S/B', 'AWS::Kinesis::Stream', { ShardCount: 2, RetentionPeriodHours: '48' }),
    });
    expect(streams).toEqual([
      expect.objectContaining({ name: 'a', mode: 'ON_DEMAND', shardCount: 4, retentionHours: 24 }),
      expect.objectContaining({ name: 'b', mode: 'PROVISIONED', shardCount: 2, retentionHours: 48 }),
    ]);
  });
});

describe('a function', () => {
  it("has the asset's folder and CloudFormation's defaults", () => {
    const folder = cloudAssembly({ S: { Resources: FUNCTION } }, { 'code.zip': 'asset.code' });
    expect(readWiring(folder).functions).toEqual([
      {
        name: 'transform',
        arn: 'arn:aws:lambda:us-east-1:000000000000:function:transform',
        assetDirectory: resolve(folder, 'asset.code'),
        handler: 'index.handler',
        environment: {},
        timeoutSeconds: 3,
        memoryMiB: 128,
        tracing: false,
      },
    ]);
  });

  it('finds in its environment what one machine knows, and not what only the cloud does', () => {
    const Variables = {
      STREAM: { Ref: 'Stream' },
      SIZE: 500,
      ENDPOINT: { 'Fn::GetAtt': ['Domain', 'DomainEndpoint'] },
    };
    const { functions } = wiringOf({
      ...STREAM,
      Domain: resource('S/Domain', 'AWS::OpenSearchService::Domain'),
      Function: resource('S/Index', 'AWS::Lambda::Function', { ...CODE, Environment: { Variables } }),
    });
    expect(functions[0]?.environment).toEqual({ STREAM: 'trips', SIZE: '500' });
  });

  it('of another language, or written into the template, is passed over', () => {
    const { functions } = wiringOf({
      Python: resource('S/Python', 'AWS::Lambda::Function', { ...CODE, Runtime: 'python3.14' }),
      Inline: resource('S/Inline', 'AWS::Lambda::Function', { ...CODE, Code: { ZipFile: 'exports.handler = 1' } }),
    });
    expect(functions).toEqual([]);
  });
});

describe('an event source mapping', () => {
  it("has CloudFormation's defaults, which never give up", () => {
    expect(wiringOf({ ...STREAM, ...FUNCTION, Mapping: mapping() }).mappings).toEqual([
      {
        id: 'transform-trips',
        streamName: 'trips',
        functionName: 'transform',
        startingPosition: 'TRIM_HORIZON',
        batchSize: 100,
        maximumBatchingWindowSeconds: 0,
        parallelizationFactor: 1,
        bisectBatchOnError: false,
        maximumRetryAttempts: -1,
        maximumRecordAgeSeconds: -1,
        reportBatchItemFailures: false,
      },
    ]);
  });

  it.each([
    ['its name', { Ref: 'Function' }],
    ['its ARN', { 'Fn::GetAtt': ['Function', 'Arn'] }],
    ['an alias', { Ref: 'Live' }],
    ['its name and an alias', { 'Fn::Join': [':', [{ Ref: 'Function' }, 'live']] }],
    ['a version', { Ref: 'Version' }],
  ])('finds the function by %s', (_, FunctionName) => {
    const { mappings } = wiringOf({
      ...STREAM,
      ...FUNCTION,
      Live: resource('S/Live', 'AWS::Lambda::Alias', { Name: 'live', FunctionName: { Ref: 'Function' } }),
      Version: resource('S/Version', 'AWS::Lambda::Version', { FunctionName: { Ref: 'Function' } }),
      Mapping: mapping({ FunctionName }),
    });
    expect(mappings[0]?.functionName).toBe('transform');
  });

  it('keeps what it gives up in the bucket it names', () => {
    const Destination = { 'Fn::GetAtt': ['Bucket', 'Arn'] };
    const Mapping = mapping({ DestinationConfig: { OnFailure: { Destination } } });
    expect(wiringOf({ ...STREAM, ...FUNCTION, ...BUCKET, Mapping }).mappings[0]?.onFailureBucket).toBe('lake');
  });

  it('from a queue, or switched off, is passed over', () => {
    const { mappings } = wiringOf({
      ...STREAM,
      ...FUNCTION,
      Queue: resource('S/Queue', 'AWS::SQS::Queue'),
      FromQueue: mapping({ EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] } }),
      Off: mapping({ Enabled: false }),
    });
    expect(mappings).toEqual([]);
  });

  it.each([
    ['S, Mapping (AWS::Lambda::EventSourceMapping): StartingPosition is missing', { StartingPosition: undefined }],
    ['StartingPosition is AT_TIMESTAMP: one machine knows TRIM_HORIZON', { StartingPosition: 'AT_TIMESTAMP' }],
    ['BatchSize is "many", not a number', { BatchSize: 'many' }],
    ['EventSourceArn cannot be known: no stack exports X', { EventSourceArn: { 'Fn::ImportValue': 'X' } }],
    [
      'DestinationConfig.OnFailure.Destination is arn:aws:sqs:us-east-1:000000000000:dead: one machine keeps',
      { DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:us-east-1:000000000000:dead' } } },
    ],
    [
      'transform-other points at the stream other, which no stack has; there are: trips',
      { EventSourceArn: 'arn:aws:kinesis:us-east-1:000000000000:stream/other' },
    ],
    ['points at the Node function other, which no stack has; there are: transform', { FunctionName: 'other' }],
  ])('says what is amiss: %s', (message, properties) => {
    expect(() => wiringOf({ ...STREAM, ...FUNCTION, Mapping: mapping(properties) })).toThrow(message);
  });
});

describe('a delivery stream', () => {
  it("has CloudFormation's defaults", () => {
    expect(wiringOf({ ...BUCKET, Firehose: deliveryStream() }).deliveryStreams).toEqual([
      {
        name: 'trips',
        arn: 'arn:aws:firehose:us-east-1:000000000000:deliverystream/trips',
        bucketName: 'lake',
        prefix: '',
        errorOutputPrefix: '',
        bufferingSeconds: 300,
        bufferingMiB: 5,
        recordDeaggregation: false,
      },
    ]);
  });

  it('buffers 128 MiB by default when it partitions', () => {
    const Firehose = deliveryStream({ DynamicPartitioningConfiguration: { Enabled: true } });
    expect(wiringOf({ ...BUCKET, Firehose }).deliveryStreams[0]?.bufferingMiB).toBe(128);
  });

  it('without processing takes no record apart, whatever its processors', () => {
    const Processors = [
      { Type: 'RecordDeAggregation', Parameters: [{ ParameterName: 'SubRecordType', ParameterValue: 'JSON' }] },
    ];
    const read = (Enabled: boolean) =>
      wiringOf({ ...BUCKET, Firehose: deliveryStream({ ProcessingConfiguration: { Enabled, Processors } }) });
    expect(read(true).deliveryStreams[0]?.recordDeaggregation).toBe(true);
    expect(read(false).deliveryStreams[0]?.recordDeaggregation).toBe(false);
  });

  it('to another destination is passed over', () => {
    const Firehose = resource('S/F', 'AWS::KinesisFirehose::DeliveryStream', {
      HttpEndpointDestinationConfiguration: {},
    });
    expect(wiringOf({ Firehose }).deliveryStreams).toEqual([]);
  });

  it.each([
    ['BucketARN is missing', { BucketARN: undefined }],
    ['must be UNCOMPRESSED: one machine compresses Parquet only', { CompressionFormat: 'GZIP' }],
    ['Processors[0]: Type is Lambda: one machine knows', processing({ Type: 'Lambda' })],
    ['Processors[0]: Parameters have no MetadataExtractionQuery', processing({ Type: 'MetadataExtraction' })],
    ['must be ParquetSerDe', conversion({ OrcSerDe: {} })],
    ['Compression is LZ4: use SNAPPY, GZIP, UNCOMPRESSED', conversion({ ParquetSerDe: { Compression: 'LZ4' } })],
    ['points at the table of nowhere nothing, which no stack has; there are: none', conversion({ ParquetSerDe: {} })],
    ['points at the bucket elsewhere, which no stack has; there are: lake', { BucketARN: 'arn:aws:s3:::elsewhere' }],
  ])('says what is amiss: %s', (message, destination: Given) => {
    expect(() => wiringOf({ ...BUCKET, Firehose: deliveryStream(destination) })).toThrow(message);
  });
});

describe('a table', () => {
  const table = (descriptor: Given) =>
    resource('S/Table', 'AWS::Glue::Table', {
      DatabaseName: 'db',
      TableInput: {
        Name: 'trips',
        PartitionKeys: [{ Name: 'year', Type: 'int' }],
        Parameters: { classification: 'parquet', 'projection.enabled': true },
        StorageDescriptor: { Columns: [{ Name: 'trip_id', Type: 'string', Comment: 'x' }], ...descriptor },
      },
    });

  it('has its columns, its place and the parameters of its partitions as texts', () => {
    const Location = { 'Fn::Sub': 's3://${Bucket}/trips' };
    expect(wiringOf({ ...BUCKET, Table: table({ Location }) }).tables).toEqual([
      {
        database: 'db',
        name: 'trips',
        columns: [{ name: 'trip_id', type: 'string' }],
        partitionKeys: [{ name: 'year', type: 'int' }],
        bucketName: 'lake',
        locationPrefix: 'trips/',
        parameters: { 'projection.enabled': 'true' },
      },
    ]);
  });

  it('that lies in no bucket is passed over', () => {
    expect(wiringOf({ Table: table({}) }).tables).toEqual([]);
  });
});

describe('an assembly', () => {
  it('may hold resources that one machine knows nothing of', () => {
    const wiring = wiringOf({ Alarm: { Type: 'AWS::CloudWatch::Alarm' }, Custom: { Type: 'Custom::Thing' } });
    expect(Object.values(wiring).flat()).toEqual([]);
  });

  it('that is none is an error that says how to make one', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tripstream-empty-'));
    expect(() => readWiring(folder)).toThrow(`${folder} holds no cloud assembly (no manifest.json)`);
    rmdirSync(folder);
  });
});

function processing(processor: Given) {
  return { ProcessingConfiguration: { Enabled: true, Processors: [processor] } };
}

function conversion(Serializer: Given) {
  return {
    DataFormatConversionConfiguration: {
      OutputFormatConfiguration: { Serializer },
      SchemaConfiguration: { DatabaseName: 'nowhere', TableName: 'nothing' },
    },
  };
}
