/**
 * The findings that we accept, each with the reason that a reviewer would be given. A waiver that
 * waives nothing is an error.
 */

export interface Waiver {
  /**
   * Ids of the findings, as the checker names them, except that an export or a hashed id reads
   * `<Stack.Resource.Attribute>`.
   */
  readonly ids: readonly string[];
  /** Paths of constructs without the stage. The finding may be there or below. */
  readonly at: readonly string[];
  readonly reason: string;
  /** @default both */
  readonly stages?: readonly string[];
}

const iam5 = (...resources: readonly string[]): readonly string[] =>
  resources.map((resource) => `AwsSolutions-IAM5[Resource::${resource}]`);

export const NAG_WAIVERS: readonly Waiver[] = [
  {
    ids: ['AwsSolutions-SMG4'],
    at: ['Search/MasterUser', 'Search/WriterUser', 'Search/ViewerUser'],
    reason:
      'OpenSearch keeps the passwords of its own users: a new value in Secrets Manager alone would lock them out. Passwords are renewed by hand, as docs/deploy.md says',
  },
  {
    ids: ['AwsSolutions-SMG4'],
    at: ['Analytics/MaskingKey'],
    reason: 'Under a second key, every trip would show a second pair of points, and two pairs reveal more than one',
  },
  {
    ids: ['AwsSolutions-OS1'],
    at: ['Search/Domain'],
    reason:
      'People open the dashboards in a browser, and no VPC is assumed. Every client needs a password over TLS 1.2, and has a role',
  },
  {
    ids: ['AwsSolutions-OS3', 'AwsSolutions-OS5'],
    at: ['Search/Domain'],
    reason:
      'The access policy cannot name a principal when clients sign in with a password: fine-grained access control decides, by user and role',
  },
  {
    ids: ['AwsSolutions-OS4', 'AwsSolutions-OS7'],
    at: ['Search/Domain'],
    stages: ['dev'],
    reason: 'One small node in one zone, without managers: the statistics of dev can be counted again from the stream',
  },
  {
    ids: iam5('*'),
    at: [
      'Search/Setup/SearchSetupRole',
      'Delivery/TripTransform/TransformRole',
      'Analytics/Index/IndexStatisticsRole',
      'Analytics/Runner/StudioRunnerRole',
      'Analytics/Deployment/StudioDeploymentRole',
    ],
    reason: 'xray:PutTraceSegments and PutTelemetryRecords: X-Ray has no resources to name',
  },
  {
    ids: iam5('*'),
    at: ['Analytics/Studio/Role'],
    reason: 'glue:GetDatabases: Flink lists the names of all databases; it may read one of them',
  },
  {
    ids: iam5(
      'arn:<AWS::Partition>:glue:<AWS::Region>:<AWS::AccountId>:connection/*',
      'arn:<AWS::Partition>:glue:<AWS::Region>:<AWS::AccountId>:table/<StudioDatabase>/*',
    ),
    at: ['Analytics/Studio/Role'],
    reason: "People choose the names of their tables in the notebook, which are in a database of the notebook's own",
  },
  {
    ids: iam5('arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:log-group:*'),
    at: ['Analytics/Studio/Role'],
    reason: 'logs:DescribeLogGroups lists log groups, so there is no single one to name; the role may write to one',
  },
  {
    ids: iam5('<Storage.Lake.Arn>/trips/*', '<Storage.Lake.Arn>/errors/trips/*'),
    at: ['Delivery/TripDelivery/Writer'],
    reason: "Firehose chooses the names of its files; they are confined to the delivery's own prefixes",
  },
  {
    ids: iam5('<Storage.Lake.Arn>/quarantine/*', '<Storage.Lake.Arn>/errors/quarantine/*'),
    at: ['Delivery/QuarantineDelivery/Writer'],
    reason: "Firehose chooses the names of its files; they are confined to the delivery's own prefixes",
  },
  {
    ids: iam5('<FailedBatches.Arn>/*'),
    at: ['Delivery/TripTransform/TransformRole'],
    reason: 'Lambda chooses the names of the batches it gives up, in a bucket that holds nothing else',
  },
  {
    ids: iam5('<FailedStatistics.Arn>/*'),
    at: ['Analytics/Index/IndexStatisticsRole'],
    reason: 'Lambda chooses the names of the batches it gives up, in a bucket that holds nothing else',
  },
  {
    ids: iam5('<Storage.Lake.Arn>/statistics-refused/*'),
    at: ['Analytics/Index/IndexStatisticsRole'],
    reason: 'One file for each batch with refused statistics, named by its records and confined to its own prefix',
  },
  {
    ids: iam5('<Storage.Lake.Arn>/studio-runner/*'),
    at: ['Analytics/Runner/StudioRunnerRole'],
    reason: "The runner's lease and status: two objects of its own, under a prefix that holds nothing else",
  },
  {
    ids: iam5('<DeploymentProviderframeworkisComplete.Arn>:*', '<DeploymentProviderframeworkonTimeout.Arn>:*'),
    at: ['Analytics/Deployment/Provider/waiter-state-machine'],
    reason: "The CDK's own grant to invoke a function: its ARN, and the ARN of any of its versions",
  },
  {
    ids: ['AwsSolutions-SF1', 'AwsSolutions-SF2'],
    at: ['Analytics/Deployment/Provider/waiter-state-machine'],
    reason:
      "The CDK's own loop around a function that waits for the job, during a deployment only: the function logs every step, and a log of the loop would need permissions on every log of the account",
  },
];

export const CLOUDFORMATION_WAIVERS: readonly Waiver[] = [
  {
    ids: ['W7001'],
    at: ['Delivery'],
    reason: 'The CDK adds a map of Firehose addresses to every stack with a delivery stream, used or not',
  },
];

export const TRIPSTREAM_WAIVERS: readonly Waiver[] = [];
