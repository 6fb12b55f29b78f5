/** Data that is kept for ever is paid for ever; data that expires too early is lost. */
import type { Part } from '../part';
import { keyOf } from '../permissions';
import type { Rule } from '../rule';
import type { Resource, Templates } from '../templates';
import { literal } from './lake-delivery';

const BUCKET = 'AWS::S3::Bucket';

const rules = ({ properties }: Resource): readonly Part[] =>
  properties.at('LifecycleConfiguration', 'Rules').list.filter((rule) => rule.at('Status').text === 'Enabled');

/** Whether objects below a prefix expire. */
const expires = (bucket: Resource, prefix: string): boolean =>
  rules(bucket).some((rule) => rule.at('ExpirationInDays').exists && prefix.startsWith(rule.at('Prefix').text ?? ''));

/** The prefixes of a bucket under which failures are kept. */
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
            message: `Failures below "${prefix}" are kept for ever, and the trips in them. Add a lifecycle rule that deletes them.`,
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
            message: `A lifecycle rule deletes the table's data in ${prefix}. Confine the rule to another prefix.`,
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
          message: 'Old versions are kept for ever, those of deleted objects too. Let noncurrent versions expire.',
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
          message: `${key.id} is deleted with its stack, and the objects that it encrypts stay, unreadable. Retain the key.`,
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
        yield { at: 'DeletionPolicy', message: 'The stage retains its streams but not its lake. Retain the lake.' };
    },
  },
  {
    id: 'logs-kept-forever',
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html',
    type: 'AWS::Logs::LogGroup',
    *check({ properties }) {
      if (!properties.at('RetentionInDays').exists)
        yield { at: 'RetentionInDays', message: 'Logs are kept, and paid for, for ever. Set a number of days.' };
    },
  },
];
