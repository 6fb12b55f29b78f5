/** Firehose must write where Athena looks, and be allowed to. */
import type { Environment } from '../../../lambda/transform/contract';
import type { Part } from '../part';
import { keyOf, permits } from '../permissions';
import type { Rule } from '../rule';
import type { Resource, Templates } from '../templates';
import { partitionKeys } from './glue-table';

const TYPE = 'AWS::KinesisFirehose::DeliveryStream';

/** The transform's variable that says how many documents it packs into a record. */
const PACKING: keyof Environment = 'DOCUMENTS_PER_RECORD';

const destination = ({ properties }: Resource): Part => properties.at('ExtendedS3DestinationConfiguration');

/** The part of a prefix before the first placeholder that Firehose fills in. */
export const literal = (prefix: Part): string => (prefix.text ?? '').replace(/!\{.*/, '');

const bucketOf = (stream: Resource, app: Templates): Resource | undefined =>
  app.target(destination(stream).at('BucketARN'), stream);

const processors = (stream: Resource): readonly Part[] =>
  destination(stream).at('ProcessingConfiguration', 'Processors').list;

export const LAKE_DELIVERY_RULES: readonly Rule[] = [
  {
    id: 'delivery-folders-not-in-table',
    source: 'https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning-s3bucketprefix.html',
    type: TYPE,
    *check(stream, app) {
      const schema = destination(stream).at('DataFormatConversionConfiguration', 'SchemaConfiguration', 'TableName');
      const table = app.target(schema, stream);
      const bucket = bucketOf(stream, app);
      const prefix = destination(stream).at('Prefix').text;
      if (table === undefined || bucket === undefined || prefix === undefined) return;
      const parameters = table.properties.at('TableInput', 'Parameters', 'storage.location.template');
      const expected = parameters.exists
        ? app.render(parameters, table.stack)
        : `${app.render(table.properties.at('TableInput', 'StorageDescriptor', 'Location'), table.stack)}${hiveFolders(table)}`;
      const written = `s3://<${bucket.stack}.${bucket.id}>/${prefix.replace(/!\{partitionKeyFrom\w+:(\w+)\}/g, (_, key) => placeholder(key))}`;
      if (written !== expected)
        yield {
          at: 'ExtendedS3DestinationConfiguration.Prefix',
          message: `Firehose writes to ${written}, but Athena looks in ${expected}. Make them the same.`,
        };
    },
  },
  {
    id: 'delivery-errors-among-data',
    source: 'https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html',
    type: TYPE,
    *check(stream, app) {
      const bucket = bucketOf(stream, app);
      const errors = literal(destination(stream).at('ErrorOutputPrefix'));
      const data = app
        .of(TYPE)
        .filter((other) => bucket !== undefined && bucketOf(other, app)?.id === bucket.id)
        .map((other) => literal(destination(other).at('Prefix')).replace(/[^/]*$/, ''));
      for (const prefix of data.filter((other) => errors.startsWith(other)))
        yield {
          at: 'ExtendedS3DestinationConfiguration.ErrorOutputPrefix',
          message: `Errors go to ${errors}, below the data's ${prefix || 'root'}, where readers of the data find them. Choose a prefix apart from the data.`,
        };
    },
  },
  {
    id: 'delivery-may-not-write',
    source: 'https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-s3',
    type: TYPE,
    *check(stream, app) {
      const bucket = bucketOf(stream, app);
      const role = app.target(destination(stream).at('RoleARN'), stream);
      if (bucket === undefined || role === undefined) return;
      for (const property of ['Prefix', 'ErrorOutputPrefix']) {
        const prefix = literal(destination(stream).at(property));
        if (!permits(app, role, 's3:PutObject', `<${bucket.stack}.${bucket.id}.Arn>/${prefix}`))
          yield {
            at: `ExtendedS3DestinationConfiguration.${property}`,
            message: `The role of Firehose may not write to ${prefix || 'the root'}, so nothing arrives. Grant s3:PutObject.`,
          };
      }
      const key = keyOf(bucket, app);
      for (const action of key === undefined ? [] : ['kms:Decrypt', 'kms:GenerateDataKey'])
        if (!permits(app, role, action, `<${key?.stack}.${key?.id}.Arn>`))
          yield {
            at: 'ExtendedS3DestinationConfiguration.RoleARN',
            message: `${key?.id} encrypts ${bucket.id}, but the role of Firehose has no ${action} on it. Grant it.`,
          };
    },
  },
  {
    id: 'delivery-interval-out-of-range',
    source: 'https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning-enable.html',
    type: TYPE,
    *check(stream) {
      const { number } = destination(stream).at('BufferingHints', 'IntervalInSeconds');
      const isDynamic = destination(stream).at('DynamicPartitioningConfiguration', 'Enabled').isTrue;
      if (isDynamic && number !== undefined && (number < 60 || number > 900))
        yield {
          at: 'ExtendedS3DestinationConfiguration.BufferingHints.IntervalInSeconds',
          message: `The interval is ${number} s, but dynamic partitioning needs 60 to 900 s. Change it.`,
        };
    },
  },
  {
    id: 'delivery-does-not-unpack-records',
    source: 'https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning-multirecord-deaggergation.html',
    type: 'AWS::Lambda::Function',
    *check(producer, app) {
      const variable = (name: keyof Environment) => producer.properties.at('Environment', 'Variables', name);
      if ((variable(PACKING).number ?? 1) <= 1) return;
      const stream = app.target(variable('TRIPS_DELIVERY_STREAM'), producer);
      const unpacks = (processor: Part) =>
        processor.at('Type').text === 'RecordDeAggregation' &&
        processor.at('Parameters').list.some((parameter) => parameter.at('ParameterValue').text === 'JSON');
      if (stream !== undefined && !processors(stream).some(unpacks))
        yield {
          at: `Environment.Variables.${PACKING}`,
          message: `The function packs many documents into a record, but ${stream.id} does not take records apart. Give it RecordDeAggregation with JSON.`,
        };
    },
  },
];

function hiveFolders(table: Resource): string {
  return partitionKeys(table)
    .map((key) => `${key}=${placeholder(key)}/`)
    .join('');
}

/** A partition key as Athena writes it in a location. */
function placeholder(key: string): string {
  return `\${${key}}`;
}
