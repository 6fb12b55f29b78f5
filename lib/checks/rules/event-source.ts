/**
 * By default, a mapping retries a failing batch until its records expire in the stream, and are
 * lost.
 */
import { keyOf, permits } from '../permissions';
import type { Rule } from '../rule';
import type { Resource, Templates } from '../templates';

const TYPE = 'AWS::Lambda::EventSourceMapping';
const SOURCE = 'https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html';

const functionOf = (mapping: Resource, app: Templates): Resource | undefined => {
  const target = app.target(mapping.properties.at('FunctionName'), mapping);
  return target?.type === 'AWS::Lambda::Alias' ? app.target(target.properties.at('FunctionName'), target) : target;
};

/** −1, the default, means without end. */
const isEndless = (value: number | undefined): boolean => value === undefined || value === -1;

export const EVENT_SOURCE_RULES: readonly Rule[] = [
  {
    id: 'mapping-without-failure-destination',
    source: SOURCE,
    type: TYPE,
    *check({ properties }) {
      if (!properties.at('DestinationConfig', 'OnFailure', 'Destination').exists)
        yield {
          at: 'DestinationConfig',
          message: 'Records that are given up are lost. Name an on-failure destination.',
        };
    },
  },
  {
    id: 'mapping-retries-without-end',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html',
    type: TYPE,
    *check({ properties }) {
      if (
        isEndless(properties.at('MaximumRetryAttempts').number) &&
        isEndless(properties.at('MaximumRecordAgeInSeconds').number)
      )
        yield {
          at: 'MaximumRecordAgeInSeconds',
          message:
            'Neither retries nor age have a limit: one bad record blocks its shard until it expires in the stream. Set a limit.',
        };
    },
  },
  {
    id: 'mapping-record-age-beyond-retention',
    source: 'https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html',
    type: TYPE,
    *check(mapping, app) {
      const stream = app.target(mapping.properties.at('EventSourceArn'), mapping);
      const retention = (stream?.properties.at('RetentionPeriodHours').number ?? 24) * 3600;
      const age = mapping.properties.at('MaximumRecordAgeInSeconds').number;
      if (age !== undefined && age >= retention)
        yield {
          at: 'MaximumRecordAgeInSeconds',
          message: `Records are given up after ${age} s, but the stream keeps them for ${retention} s: they expire first, and are lost. Set a smaller age.`,
        };
    },
  },
  {
    id: 'mapping-fails-whole-batches',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html',
    type: TYPE,
    *check({ properties }) {
      const reports = properties
        .at('FunctionResponseTypes')
        .list.some(({ text }) => text === 'ReportBatchItemFailures');
      if (!properties.at('BisectBatchOnFunctionError').isTrue || !reports)
        yield {
          at: 'BisectBatchOnFunctionError',
          message:
            'One bad record fails its whole batch. Set this and ReportBatchItemFailures, so that only the failed part is retried.',
        };
    },
  },
  {
    id: 'mapping-bypasses-warm-alias',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html',
    type: TYPE,
    *check(mapping, app) {
      const called = app.target(mapping.properties.at('FunctionName'), mapping);
      const alias = app
        .of('AWS::Lambda::Alias')
        .find(
          (candidate) =>
            called !== undefined && app.target(candidate.properties.at('FunctionName'), candidate) === called,
        );
      if (called?.type === 'AWS::Lambda::Function' && alias?.properties.at('ProvisionedConcurrencyConfig').exists)
        yield {
          at: 'FunctionName',
          message: `The mapping bypasses ${alias.id}, whose warm execution environments stay idle. Call the alias.`,
        };
    },
  },
  {
    id: 'mapping-may-not-write-failures',
    source: SOURCE,
    type: TYPE,
    *check(mapping, app) {
      const destination = mapping.properties.at('DestinationConfig', 'OnFailure', 'Destination');
      const role = app.target(functionOf(mapping, app)?.properties.at('Role') ?? destination, mapping);
      const bucket = app.target(destination, mapping);
      if (role === undefined || bucket?.type !== 'AWS::S3::Bucket') return;
      if (!permits(app, role, 's3:PutObject', `<${bucket.stack}.${bucket.id}.Arn>/aws/lambda/record`))
        yield {
          at: 'DestinationConfig',
          message: `The function's role may not write to ${bucket.id}. Grant s3:PutObject.`,
        };
      const key = keyOf(bucket, app);
      if (key !== undefined && !permits(app, role, 'kms:GenerateDataKey', `<${key.stack}.${key.id}.Arn>`))
        yield {
          at: 'DestinationConfig',
          message: `The function's role may not use ${key.id}, which encrypts ${bucket.id}. Grant kms:GenerateDataKey.`,
        };
    },
  },
  {
    id: 'mapping-may-not-read-stream',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-create.html',
    type: TYPE,
    *check(mapping, app) {
      const source = app.target(mapping.properties.at('EventSourceArn'), mapping);
      const role = app.target(functionOf(mapping, app)?.properties.at('Role') ?? mapping.properties, mapping);
      if (role === undefined || source?.type !== 'AWS::Kinesis::Stream') return;
      for (const action of ['kinesis:GetRecords', 'kinesis:GetShardIterator', 'kinesis:ListShards'])
        if (!permits(app, role, action, `<${source.stack}.${source.id}.Arn>`))
          yield { at: 'EventSourceArn', message: `The function's role has no ${action} on ${source.id}. Grant it.` };
    },
  },
  {
    id: 'mapping-option-not-for-kinesis',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html',
    type: TYPE,
    *check(mapping, app) {
      // cdk-preflight sees this only when the stream is in the same stack.
      const isKinesis = app.target(mapping.properties.at('EventSourceArn'), mapping)?.type === 'AWS::Kinesis::Stream';
      for (const property of ['ScalingConfig', 'ProvisionedPollerConfig'])
        if (isKinesis && mapping.properties.at(property).exists)
          yield { at: property, message: 'A mapping from Kinesis does not support this. Use ParallelizationFactor.' };
    },
  },
];
