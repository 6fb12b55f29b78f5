/** Snapshots of every resource of each stage, a line each. */
import type { Template } from 'aws-cdk-lib/assertions';
import type { Templates } from '../../lib/checks/templates';
import { synthesiseStage, templatesOf } from './app';
import { readableValue, whole, withoutHashes } from './readable';

/**
 * The properties of each type whose changes a reviewer wants to see. Other types are only listed.
 */
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
  'AWS::OpenSearchService::Domain': [
    'EngineVersion',
    'ClusterConfig',
    'EBSOptions',
    'EncryptionAtRestOptions',
    'NodeToNodeEncryptionOptions',
    'DomainEndpointOptions',
  ],
  'AWS::SecretsManager::Secret': ['GenerateSecretString'],
  'AWS::SSM::Parameter': ['Value'],
  'AWS::KinesisAnalyticsV2::Application': [
    'RuntimeEnvironment',
    'ApplicationConfiguration.FlinkApplicationConfiguration',
    'ApplicationConfiguration.ZeppelinApplicationConfiguration.CustomArtifactsConfiguration',
    'ApplicationConfiguration.ZeppelinApplicationConfiguration.MonitoringConfiguration',
  ],
  'AWS::CloudWatch::Alarm': [
    'MetricName',
    'ComparisonOperator',
    'Threshold',
    'Period',
    'EvaluationPeriods',
    'TreatMissingData',
  ],
  'AWS::Athena::WorkGroup': ['Name', 'RecursiveDeleteOption', 'WorkGroupConfiguration.BytesScannedCutoffPerQuery'],
  'AWS::Athena::NamedQuery': ['Name'],
  'AWS::Budgets::Budget': ['Budget'],
  'AWS::Logs::MetricFilter': ['FilterPattern', 'MetricTransformations'],
  'Custom::SearchSetup': ['shards', 'replicas', 'maskedRetentionDays'],
};

/**
 * One line for each resource: its deletion policy, type, id without hash, and the properties above.
 */
function inventory(template: Template, stack: string, templates: Templates): string {
  const resources: Record<string, Resource> = template.toJSON().Resources;
  const lines = Object.entries(resources).map(([id, { Type, Properties = {}, DeletionPolicy = 'Delete' }]) => {
    const telling = (TELLING[Type] ?? []).flatMap((path) => {
      const value = path
        .split('.')
        .reduce<unknown>((part, step) => (part as Properties | undefined)?.[step], Properties);
      return value === undefined
        ? []
        : [`${path.split('.').at(-1)}=${JSON.stringify(readableValue(value, stack, templates))}`];
    });
    return [DeletionPolicy, Type, withoutHashes(id), ...telling, ...actions(Type, Properties)].join(' ');
  });
  return lines.sort().join('\n');
}

/** The actions in a policy or role. */
function actions(type: string, properties: Properties): string[] {
  const found = /Policy$|Role$/.test(type) ? JSON.stringify(properties).match(/"[a-z0-9]+:[A-Z*][A-Za-z*]*"/g) : null;
  return [...new Set(found ?? [])].map((action) => action.slice(1, -1));
}

type Properties = Readonly<Record<string, unknown>>;

interface Resource {
  readonly Type: string;
  readonly Properties?: Properties;
  readonly DeletionPolicy?: string;
}

describe.each(['dev', 'prod'])('the inventory of %s', (name) => {
  const app = synthesiseStage(name);
  const templates = whole(app);

  it.each(['storage', 'search', 'delivery', 'analytics', 'operations'] as const)(
    'shows every change of the %s in one line',
    (stack) => {
      expect(inventory(app[stack], app.stacks[stack].stackName, templates)).toMatchSnapshot();
    },
  );

  it('gives no physical name but those that people type, or that a policy has to know beforehand', () => {
    const resources = templatesOf(app).flatMap((template) => Object.values<Resource>(template.toJSON().Resources));
    const named = resources.filter(({ Properties = {} }) =>
      [
        'Name',
        'BucketName',
        'FunctionName',
        'RoleName',
        'DeliveryStreamName',
        'LogGroupName',
        'DomainName',
        'ApplicationName',
      ].some((property) => typeof Properties[property] === 'string'),
    );
    // An alias is a name within its function. The domain's policy must name the domain.
    expect(new Set(named.map(({ Type }) => Type).filter((type) => type !== 'AWS::Lambda::Alias'))).toEqual(
      new Set(['AWS::OpenSearchService::Domain', 'AWS::Athena::WorkGroup', 'AWS::Athena::NamedQuery']),
    );
  });
});
