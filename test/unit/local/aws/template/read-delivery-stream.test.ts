import { resource } from './assembly';
import { BUCKET, wiringOf } from './one-stack';

type Given = Readonly<Record<string, unknown>>;

function deliveryStream(destination: Given = {}) {
  return resource('S/Trips', 'AWS::KinesisFirehose::DeliveryStream', {
    ExtendedS3DestinationConfiguration: { BucketARN: { 'Fn::GetAtt': ['Bucket', 'Arn'] }, ...destination },
  });
}

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

  it('without processing does not take records apart, whatever its processors', () => {
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
