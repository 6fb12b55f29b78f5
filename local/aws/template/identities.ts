/** Gives `Ref`, ARNs and pseudo parameters the values that they have on one machine. */

/** The account that one machine stands for. */
export const ACCOUNT = '000000000000';
/** The region that one machine stands for. */
export const REGION = 'us-east-1';

/** Service and resource of a type's ARN, with `{}` for the name. */
const ARNS: Readonly<Record<string, readonly [service: string, resource: string]>> = {
  'AWS::Kinesis::Stream': ['kinesis', 'stream/{}'],
  'AWS::KinesisFirehose::DeliveryStream': ['firehose', 'deliverystream/{}'],
  'AWS::Lambda::Function': ['lambda', 'function:{}'],
  'AWS::Logs::LogGroup': ['logs', 'log-group:{}:*'],
  'AWS::KMS::Key': ['kms', 'key/{}'],
  'AWS::SNS::Topic': ['sns', '{}'],
  'AWS::SQS::Queue': ['sqs', '{}'],
  'AWS::SecretsManager::Secret': ['secretsmanager', 'secret:{}'],
};

/** Types whose `Ref` is their ARN. For all others it is their name. */
const REF_IS_ARN = new Set(['AWS::SecretsManager::Secret', 'AWS::SNS::Topic']);

/** @returns undefined for a type whose ARN one machine does not need */
export function arnOf(type: string, name: string): string | undefined {
  if (type === 'AWS::S3::Bucket') return `arn:aws:s3:::${name}`;
  if (type === 'AWS::IAM::Role') return `arn:aws:iam::${ACCOUNT}:role/${name}`;
  const known = ARNS[type];
  return known && `arn:aws:${known[0]}:${REGION}:${ACCOUNT}:${known[1].replace('{}', name)}`;
}

/** The value of `Ref` for a resource. */
export function refOf(type: string, name: string): string {
  return (REF_IS_ARN.has(type) ? arnOf(type, name) : undefined) ?? name;
}

/** @returns undefined for a name that is not a pseudo parameter of CloudFormation */
export function pseudoParameter(name: string, stackName: string): string | undefined {
  const values: Readonly<Record<string, string>> = {
    'AWS::AccountId': ACCOUNT,
    'AWS::Partition': 'aws',
    'AWS::Region': REGION,
    'AWS::StackId': `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/${stackName}/local`,
    'AWS::StackName': stackName,
    'AWS::URLSuffix': 'amazonaws.com',
  };
  return values[name];
}
