/** Mutations of functions, their aliases, mappings and schedules. */
import { type Mutation, missing, property, ungranted } from './mutation';

const MAPPING = 'AWS::Lambda::EventSourceMapping';
const FUNCTION = 'AWS::Lambda::Function';
const ALIAS = 'AWS::Lambda::Alias';

export const FUNCTION_MUTATIONS: readonly Mutation[] = [
  property('Mapping: batch of more than 10,000', MAPPING, 'TripTransform', 'BatchSize', 20_000),
  property('Mapping: 11 invocations of a shard at a time', MAPPING, 'TripTransform', 'ParallelizationFactor', 11),
  property('Mapping: gives a record up after 30 s', MAPPING, 'TripTransform', 'MaximumRecordAgeInSeconds', 30),
  property(
    'Mapping: record age beyond the retention of its stream',
    MAPPING,
    'TripTransform',
    'MaximumRecordAgeInSeconds',
    345_600,
  ),
  property('Mapping: scaling that is for SQS', MAPPING, 'TripTransform', 'ScalingConfig', { MaximumConcurrency: 10 }),
  property('Mapping: pollers that are for queues and Kafka', MAPPING, 'TripTransform', 'ProvisionedPollerConfig', {
    MinimumPollers: 1,
    MaximumPollers: 5,
  }),
  missing('Mapping: no on-failure destination', MAPPING, 'TripTransform', 'DestinationConfig'),
  {
    name: 'Mapping: retries without end, whatever the age',
    apply: (app) => {
      const mapping = app.the(MAPPING, 'TripTransform');
      mapping.set('MaximumRetryAttempts', -1);
      mapping.set('MaximumRecordAgeInSeconds', -1);
    },
  },
  missing('Mapping: a batch fails as a whole', MAPPING, 'TripTransform', 'FunctionResponseTypes'),
  {
    name: 'Mapping: bypasses the warm alias',
    apply: (app) =>
      app.the(MAPPING, 'TripTransform').set('FunctionName', { Ref: app.the(FUNCTION, 'TripTransform').id }),
  },
  ungranted(
    'Mapping: may not write to its on-failure destination',
    'AWS::IAM::Policy',
    'TripTransform',
    's3:PutObject',
  ),
  ungranted(
    'Mapping: may not encrypt for its on-failure destination',
    'AWS::IAM::Policy',
    'TripTransform',
    'kms:GenerateDataKey',
  ),
  ungranted('Mapping: may not read its stream', 'AWS::IAM::Policy', 'TripTransform', 'kinesis:GetRecords'),
  property('Function: timeout beyond 15 minutes', FUNCTION, 'TripTransform', 'Timeout', 1200),
  property('Function: runtime out of support', FUNCTION, 'TripTransform', 'Runtime', 'nodejs16.x'),
  property('Function: 0 environments reserved', FUNCTION, 'TripTransform', 'ReservedConcurrentExecutions', 0),
  missing('Function: logs to a group that Lambda creates', FUNCTION, 'TripTransform', 'LoggingConfig'),
  ungranted("Function: may not read its user's password", 'AWS::IAM::Policy', 'Index', 'secretsmanager:GetSecretValue'),
  ungranted('Function: may not keep refused statistics', 'AWS::IAM::Policy', 'Index', 's3:PutObject'),
  ungranted('Function: may not write to Firehose', 'AWS::IAM::Policy', 'TripTransform', 'firehose:PutRecordBatch'),
  property(
    'Alias: 0 warm environments',
    ALIAS,
    'TripTransform',
    'ProvisionedConcurrencyConfig/ProvisionedConcurrentExecutions',
    0,
  ),
  property(
    'Alias: more warm environments than are reserved',
    ALIAS,
    'TripTransform',
    'ProvisionedConcurrencyConfig/ProvisionedConcurrentExecutions',
    50,
  ),
  missing('Schedule: without an expression', 'AWS::Events::Rule', 'Runner', 'ScheduleExpression'),
  {
    name: 'Schedule: may not call its function',
    apply: (app) => app.the('AWS::Lambda::Permission', 'RunnerSchedule').remove(),
  },
];
