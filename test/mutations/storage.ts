/** Mutations of buckets, keys, roles, logs, secrets and references between stacks. */
import { type Mutation, missing, property } from './mutation';

const BUCKET = 'AWS::S3::Bucket';
const RULES = 'LifecycleConfiguration/Rules';

export const STORAGE_MUTATIONS: readonly Mutation[] = [
  property('Bucket: may be made public', BUCKET, 'Lake', 'PublicAccessBlockConfiguration/BlockPublicPolicy', false),
  {
    name: 'Bucket: accepts requests without TLS',
    apply: (app) => app.the('AWS::S3::BucketPolicy', 'LakePolicy').remove(),
  },
  missing('Bucket: nobody logs who reads it', BUCKET, 'Lake', 'LoggingConfiguration'),
  property('Bucket: a lifecycle rule with an unknown status', BUCKET, 'Lake', `${RULES}/1/Status`, 'Active'),
  property('Bucket: errors are kept for ever', BUCKET, 'Lake', `${RULES}/1/Status`, 'Disabled'),
  missing('Bucket: failed batches are kept for ever', BUCKET, 'FailedBatches', 'LifecycleConfiguration'),
  missing('Bucket: the whole lake expires like errors', BUCKET, 'Lake', `${RULES}/1/Prefix`),
  missing('Bucket: old versions are kept for ever', BUCKET, 'Lake', `${RULES}/0/NoncurrentVersionExpiration`),
  {
    name: 'Bucket: retained, but its key is not',
    apply: (app) => {
      app.the('AWS::KMS::Key', 'LakeKey').definition.DeletionPolicy = 'Delete';
    },
  },
  {
    name: 'Bucket: the lake is deleted, but its stream retained',
    apply: (app) => {
      app.the(BUCKET, 'Lake').definition.DeletionPolicy = 'Delete';
    },
  },
  property('Key: never rotated', 'AWS::KMS::Key', 'LakeKey', 'EnableKeyRotation', false),
  property('Key: open to any account', 'AWS::KMS::Key', 'LakeKey', 'KeyPolicy/Statement/-', {
    Effect: 'Allow',
    Principal: '*',
    Action: 'kms:Decrypt',
    Resource: '*',
  }),
  property(
    'Role: open to any account',
    'AWS::IAM::Role',
    'TripDelivery',
    'AssumeRolePolicyDocument/Statement/0/Principal',
    {
      AWS: '*',
    },
  ),
  property('Role: every action', 'AWS::IAM::Policy', 'TripTransform', 'PolicyDocument/Statement/0/Action', 's3:*'),
  property(
    'Role: every resource',
    'AWS::IAM::Role',
    'TripDelivery',
    'Policies/0/PolicyDocument/Statement/0/Resource',
    '*',
  ),
  property('Role: the managed policy of every log group', 'AWS::IAM::Role', 'TripTransform', 'ManagedPolicyArns', [
    'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
  ]),
  missing('Logs: kept for ever', 'AWS::Logs::LogGroup', 'TripTransform', 'RetentionInDays'),
  property('Logs: unsupported number of days', 'AWS::Logs::LogGroup', 'TripTransform', 'RetentionInDays', 8),
  property(
    'Secret: a password in the environment',
    'AWS::Lambda::Function',
    'Index',
    'Environment/Variables/WRITER_PASSWORD',
    'x1!',
  ),
  property(
    'Secret: CloudFormation puts it into the environment',
    'AWS::Lambda::Function',
    'Index',
    'Environment/Variables/WRITER',
    '{{resolve:secretsmanager:writer:SecretString:password}}',
  ),
  property(
    'Secret: CloudFormation puts it into a parameter',
    'AWS::SSM::Parameter',
    'JobParameters',
    'Value',
    '{{resolve:secretsmanager:key:SecretString}}',
  ),
  property('Secret: its value in the template', 'AWS::SecretsManager::Secret', 'MaskingKey', 'SecretString', 'abc'),
  property(
    'Secret: of 8 characters',
    'AWS::SecretsManager::Secret',
    'MaskingKey',
    'GenerateSecretString/PasswordLength',
    8,
  ),
  {
    name: 'Stack: does not export a value that another imports',
    apply: (app) => {
      const { Outputs } = app.stack('Storage');
      for (const name of Object.keys(Outputs)) if (/GetAttLakeKey/.test(name)) delete Outputs[name];
    },
  },
  property('Stack: a weak reference', 'AWS::Lambda::Function', 'Index', 'Environment/Variables/REFUSED_BUCKET', {
    'Fn::GetStackOutput': { StackName: 'Tripstream-prod-Storage', OutputName: 'LakeBucketName' },
  }),
  property('Stack: refers to a missing resource', 'AWS::Kinesis::Stream', 'Statistics', 'Tags/0/Value', {
    Ref: 'Nothing',
  }),
];
