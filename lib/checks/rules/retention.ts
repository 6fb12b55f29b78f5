/** What is kept for ever is paid for ever; what is kept too short is lost. */
import type { Part } from '../part';
import { keyOf } from '../permissions';
import type { Rule } from '../rule';
import type { Resource, Templates } from '../templates';
import { literal } from './lake-delivery';

const BUCKET = 'AWS::S3::Bucket';

const rules = ({ properties }: Resource): readonly Part[] =>
  properties.at('LifecycleConfiguration', 'Rules').list.filter((rule) => rule.at('Status').text === 'Enabled');

/** Whether what lies under a prefix goes away by its age. */
const expires = (bucket: Resource, prefix: string): boolean =>
  rules(bucket).some((rule) => rule.at('ExpirationInDays').exists && prefix.startsWith(rule.at('Prefix').text ?? ''));

/** What a bucket is sent when something fails, as prefixes. */
function* failures(bucket: Resource, app: Templates): Generator<string> {
  for (const stream of app.of('AWS::KinesisFirehose::DeliveryStream')) {
    const destination = stream.properties.at('ExtendedS3DestinationConfiguration');
    if (app.target(destination.at('BucketARN'), stream) === bucket) yield literal(destination.at('ErrorOutputPrefix'));
  }
  for (const mapping of app.of('AWS::Lambda::EventSourceMapping')) {
    const destination = mapping.properties.at('DestinationConfig', 'OnFailure', 'Destination');
    if (app.target(destination, mapping) === bucket) yield '';
  }
}

export const RETENTION_RULES: readonly Rule[] = [
  {
    id: 'bucket-keeps-failures-forever',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-expire-general-considerations.html',
    type: BUCKET,
    *check(bucket, app) {
      for (const prefix of failures(bucket, app))
        if (!expires(bucket, prefix))
          yield {
            at: 'LifecycleConfiguration',
            message: `failures under "${prefix}" are kept for ever, trips included: let them expire`,
          };
    },
  },
  {
    id: 'bucket-expires-table-data',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-expire-general-considerations.html',
    type: BUCKET,
    *check(bucket, app) {
      for (const table of app.of('AWS::Glue::Table')) {
        const location = app.render(table.properties.at('TableInput', 'StorageDescriptor', 'Location'), table.stack);
        const [, prefix] = location.split(`s3://<${bucket.stack}.${bucket.id}>/`);
        if (prefix !== undefined && expires(bucket, prefix))
          yield {
            at: 'LifecycleConfiguration',
            message: `the table's ${prefix} expires: confine the rule to another prefix`,
          };
      }
    },
  },
  {
    id: 'bucket-keeps-old-versions-forever',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-configuration-examples.html',
    type: BUCKET,
    *check(bucket) {
      const isVersioned = bucket.properties.at('VersioningConfiguration', 'Status').text === 'Enabled';
      const forgets = rules(bucket).some((rule) =>
        ['NoncurrentVersionExpiration', 'NoncurrentVersionExpirationInDays'].some((key) => rule.at(key).exists),
      );
      if (isVersioned && !forgets)
        yield {
          at: 'LifecycleConfiguration',
          message: 'versions are kept for ever, of what was deleted too: let noncurrent ones expire',
        };
    },
  },
  {
    id: 'bucket-outlives-its-key',
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html',
    type: BUCKET,
    *check(bucket, app) {
      const key = keyOf(bucket, app);
      if (bucket.retained && key?.retained === false)
        yield {
          at: 'BucketEncryption',
          message: `${key.id} goes with its stack, and what it encrypts stays unreadable: retain it`,
        };
    },
  },
  {
    id: 'lake-not-retained',
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html',
    type: BUCKET,
    *check(bucket, app) {
      const isLake = app
        .of('AWS::Glue::Table')
        .some(
          (table) => app.target(table.properties.at('TableInput', 'StorageDescriptor', 'Location'), table) === bucket,
        );
      const kept = app.of('AWS::Kinesis::Stream').some(({ retained }) => retained);
      if (isLake && kept && !bucket.retained)
        yield { at: 'DeletionPolicy', message: 'the stage keeps its streams and not its lake: retain the lake' };
    },
  },
  {
    id: 'logs-kept-forever',
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html',
    type: 'AWS::Logs::LogGroup',
    *check({ properties }) {
      if (!properties.at('RetentionInDays').exists)
        yield { at: 'RetentionInDays', message: 'its logs are kept, and paid, for ever: say for how many days' };
    },
  },
];
