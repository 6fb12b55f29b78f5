/** Mutations of the lake: its table, and how Firehose writes to it. */
import { type Mutation, missing, property, ungranted } from './mutation';

const TABLE = 'AWS::Glue::Table';
const FIREHOSE = 'AWS::KinesisFirehose::DeliveryStream';
const TRIPS = 'TripDelivery';
const S3 = 'ExtendedS3DestinationConfiguration';
const PARAMETERS = 'TableInput/Parameters';

export const LAKE_MUTATIONS: readonly Mutation[] = [
  property('Table: a partition key is also a column', TABLE, 'TripTable', 'TableInput/StorageDescriptor/Columns/-', {
    Name: 'hour',
    Type: 'int',
  }),
  property('Table: unknown projection type', TABLE, 'TripTable', `${PARAMETERS}/projection.hour.type`, 'number'),
  property('Table: projection range backwards', TABLE, 'TripTable', `${PARAMETERS}/projection.hour.range`, '23,0'),
  missing('Table: projection without its values', TABLE, 'TripTable', `${PARAMETERS}/projection.vendor_id.values`),
  {
    name: 'Table: a folder without its partition key',
    apply: (app) => {
      const table = app.the(TABLE, 'TripTable');
      const parts = table.get(`${PARAMETERS}/storage.location.template/Fn::Join/1`);
      table.set(`${PARAMETERS}/storage.location.template/Fn::Join/1/2`, parts[2].replace(/hour=[^/]+\//, ''));
    },
  },
  property(
    'Table: reads Parquet as JSON',
    TABLE,
    'TripTable',
    'TableInput/StorageDescriptor/SerdeInfo/SerializationLibrary',
    'org.openx.data.jsonserde.JsonSerDe',
  ),
  property('Firehose: buffer below 64 MiB with partitions', FIREHOSE, TRIPS, `${S3}/BufferingHints/SizeInMBs`, 32),
  property(
    'Firehose: interval below 60 s with partitions',
    FIREHOSE,
    TRIPS,
    `${S3}/BufferingHints/IntervalInSeconds`,
    30,
  ),
  missing('Firehose: no error prefix', FIREHOSE, TRIPS, `${S3}/ErrorOutputPrefix`),
  property(
    'Firehose: error prefix without the type of error',
    FIREHOSE,
    TRIPS,
    `${S3}/ErrorOutputPrefix`,
    'errors/trips/!{timestamp:yyyy}/',
  ),
  property(
    'Firehose: errors among the data',
    FIREHOSE,
    TRIPS,
    `${S3}/ErrorOutputPrefix`,
    'trips/errors/!{firehose:error-output-type}/',
  ),
  property('Firehose: GZIP around Parquet', FIREHOSE, TRIPS, `${S3}/CompressionFormat`, 'GZIP'),
  {
    name: 'Firehose: prefix needs a key that no query yields',
    apply: (app) => {
      const stream = app.the(FIREHOSE, TRIPS);
      stream.set(`${S3}/Prefix`, `${stream.get(`${S3}/Prefix`)}zone=!{partitionKeyFromQuery:zone}/`);
    },
  },
  property(
    'Firehose: a query whose key the prefix does not use',
    FIREHOSE,
    TRIPS,
    `${S3}/ProcessingConfiguration/Processors/1/Parameters/0/ParameterValue`,
    '{year:.pickup_at[0:4],month:.pickup_at[5:7],day:.pickup_at[8:10],hour:.pickup_at[11:13],vendor_id:.vendor_id,source:.source}',
  ),
  {
    name: 'Firehose: folders in another order than the table',
    apply: (app) => {
      const stream = app.the(FIREHOSE, TRIPS);
      const prefix: string = stream.get(`${S3}/Prefix`);
      stream.set(`${S3}/Prefix`, prefix.replace(/(month=[^/]+\/)(day=[^/]+\/)/, '$2$1'));
    },
  },
  {
    name: 'Firehose: folders without `key=`',
    apply: (app) => {
      const stream = app.the(FIREHOSE, TRIPS);
      stream.set(`${S3}/Prefix`, stream.get(`${S3}/Prefix`).replaceAll(/\w+=/g, ''));
    },
  },
  missing(
    'Firehose: does not take packed records apart',
    FIREHOSE,
    TRIPS,
    `${S3}/ProcessingConfiguration/Processors/0`,
  ),
  property(
    'Firehose: takes records apart without partitions',
    FIREHOSE,
    TRIPS,
    `${S3}/DynamicPartitioningConfiguration/Enabled`,
    false,
  ),
  missing(
    'Firehose: Parquet without a schema',
    FIREHOSE,
    TRIPS,
    `${S3}/DataFormatConversionConfiguration/SchemaConfiguration`,
  ),
  missing(
    'Firehose: does not encrypt the records it holds',
    FIREHOSE,
    TRIPS,
    'DeliveryStreamEncryptionConfigurationInput',
  ),
  ungranted('Firehose: may not write to the lake', 'AWS::IAM::Role', 'TripDeliveryWriter', 's3:PutObject'),
  ungranted("Firehose: may not use the lake's key", 'AWS::IAM::Role', 'TripDeliveryWriter', 'kms:GenerateDataKey'),
];
