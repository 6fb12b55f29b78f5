import type { Template } from 'aws-cdk-lib/assertions';
import { synthesised } from './app';

/** The properties of each type that a reviewer would want to see change; of the others the line says that they exist. */
const TELLING: Readonly<Record<string, readonly string[]>> = {
  'AWS::Kinesis::Stream': ['StreamModeDetails', 'RetentionPeriodHours', 'StreamEncryption'],
  'AWS::KMS::Key': ['EnableKeyRotation'],
  'AWS::S3::Bucket': ['VersioningConfiguration', 'LifecycleConfiguration'],
  'AWS::Glue::Database': ['DatabaseInput'],
  'AWS::Lambda::Function': ['Runtime', 'Architectures', 'MemorySize', 'Timeout', 'ReservedConcurrentExecutions'],
  'AWS::Lambda::Alias': ['Name', 'ProvisionedConcurrencyConfig'],
  'AWS::Lambda::EventSourceMapping': [
    'StartingPosition',
    'BatchSize',
    'MaximumBatchingWindowInSeconds',
    'ParallelizationFactor',
    'MaximumRetryAttempts',
    'MaximumRecordAgeInSeconds',
    'BisectBatchOnFunctionError',
    'FunctionResponseTypes',
  ],
  'AWS::KinesisFirehose::DeliveryStream': [
    'ExtendedS3DestinationConfiguration.Prefix',
    'ExtendedS3DestinationConfiguration.ErrorOutputPrefix',
    'ExtendedS3DestinationConfiguration.BufferingHints',
  ],
  'AWS::Logs::LogGroup': ['RetentionInDays'],
};

/** One line a resource: what becomes of it, its type, its id without hash, and what is telling about it. */
function inventory(template: Template): string {
  const resources: Record<string, Resource> = template.toJSON().Resources;
  const lines = Object.entries(resources).map(([id, { Type, Properties = {}, DeletionPolicy = 'Delete' }]) => {
    const telling = (TELLING[Type] ?? []).flatMap((path) => {
      const value = path
        .split('.')
        .reduce<unknown>((part, step) => (part as Properties | undefined)?.[step], Properties);
      return value === undefined ? [] : [`${path.split('.').at(-1)}=${JSON.stringify(value)}`];
    });
    return [DeletionPolicy, Type, masked(id), ...telling, ...actions(Type, Properties)].join(' ');
  });
  return lines.sort().join('\n');
}

/** What a policy or role is about. */
function actions(type: string, properties: Properties): string[] {
  const found = /Policy$|Role$/.test(type) ? JSON.stringify(properties).match(/"[a-z0-9]+:[A-Z*][A-Za-z*]*"/g) : null;
  return [...new Set(found ?? [])].map((action) => action.slice(1, -1));
}

/** A version's id ends in a hash of the code, any other in hashes of paths. */
function masked(id: string): string {
  return id.replace(/([0-9A-F]{8})+([0-9a-f]{32})?$/, '');
}

type Properties = Readonly<Record<string, unknown>>;

interface Resource {
  readonly Type: string;
  readonly Properties?: Properties;
  readonly DeletionPolicy?: string;
}

describe.each(['dev', 'prod'])('the inventory of %s', (name) => {
  const { storage, delivery } = synthesised(name);

  it('shows every change of the storage in one line', () => {
    expect(inventory(storage)).toMatchSnapshot();
  });

  it('shows every change of the delivery in one line', () => {
    expect(inventory(delivery)).toMatchSnapshot();
  });

  it('gives no physical name but those that people type into a question', () => {
    const resources = [storage, delivery].flatMap((template) => Object.values<Resource>(template.toJSON().Resources));
    const named = resources.filter(({ Properties = {} }) =>
      ['Name', 'BucketName', 'FunctionName', 'RoleName', 'DeliveryStreamName', 'LogGroupName'].some(
        (property) => typeof Properties[property] === 'string',
      ),
    );
    // An alias is a name within its function.
    expect(named.map(({ Type }) => Type)).toEqual(['AWS::Lambda::Alias']);
  });
});
