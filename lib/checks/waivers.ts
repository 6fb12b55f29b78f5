/** Findings that stay, each with the reason that would be given to a reviewer. One that is found no more is an error. */

export interface Waiver {
  /** Of the findings, as the checker names them; but `<Stack.Resource.Attribute>` for what an export or a hash names. */
  readonly ids: readonly string[];
  /** Paths of constructs, without the stage: the finding may stand there or below. */
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
      'OpenSearch keeps the passwords of its own users: a new value in Secrets Manager alone would lock them out. They are renewed by hand; docs/deploy.md says how',
  },
  {
    ids: ['AwsSolutions-SMG4'],
    at: ['Analytics/MaskingKey'],
    reason: 'Under a second key every trip would show a second pair of points, and two pairs tell more than one',
  },
  {
    ids: ['AwsSolutions-OS1'],
    at: ['Search/Domain'],
    reason:
      'A person looks at the dashboards in a browser, and no network is assumed. Whoever knocks needs a password, over TLS 1.2, and has a role',
  },
  {
    ids: ['AwsSolutions-OS3', 'AwsSolutions-OS5'],
    at: ['Search/Domain'],
    reason:
      'The access policy may name no principal where clients sign in with a password: fine-grained access control decides, by user and role',
  },
  {
    ids: ['AwsSolutions-OS4', 'AwsSolutions-OS7'],
    at: ['Search/Domain'],
    stages: ['dev'],
    reason: 'One small node, without managers and in one zone: what dev holds can be counted again from the stream',
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
    reason: 'glue:GetDatabases: Flink asks for the names of all databases; it may read one of them',
  },
  {
    ids: iam5(
      'arn:<AWS::Partition>:glue:<AWS::Region>:<AWS::AccountId>:connection/*',
      'arn:<AWS::Partition>:glue:<AWS::Region>:<AWS::AccountId>:table/<StudioDatabase>/*',
    ),
    at: ['Analytics/Studio/Role'],
    reason: "A person's tables in the notebook have whatever names they are given, in a database of the notebook's own",
  },
  {
    ids: iam5('arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:log-group:*'),
    at: ['Analytics/Studio/Role'],
    reason: 'logs:DescribeLogGroups lists, and a list has no one group to name; it may write to one',
  },
  {
    ids: iam5('<Storage.Lake.Arn>/trips/*', '<Storage.Lake.Arn>/errors/trips/*'),
    at: ['Delivery/TripDelivery/Writer'],
    reason: "Firehose makes the names of its files; they are confined to the delivery's own prefixes",
  },
  {
    ids: iam5('<Storage.Lake.Arn>/quarantine/*', '<Storage.Lake.Arn>/errors/quarantine/*'),
    at: ['Delivery/QuarantineDelivery/Writer'],
    reason: "Firehose makes the names of its files; they are confined to the delivery's own prefixes",
  },
  {
    ids: iam5('<FailedBatches.Arn>/*'),
    at: ['Delivery/TripTransform/TransformRole'],
    reason: 'Lambda makes the names of the batches it gives up, in a bucket that holds nothing else',
  },
  {
    ids: iam5('<FailedStatistics.Arn>/*'),
    at: ['Analytics/Index/IndexStatisticsRole'],
    reason: 'Lambda makes the names of the batches it gives up, in a bucket that holds nothing else',
  },
  {
    ids: iam5('<Storage.Lake.Arn>/statistics-refused/*'),
    at: ['Analytics/Index/IndexStatisticsRole'],
    reason: 'A file for each batch with something refused, named by its records; confined to its own prefix',
  },
  {
    ids: iam5('<Storage.Lake.Arn>/studio-runner/*'),
    at: ['Analytics/Runner/StudioRunnerRole'],
    reason: "The runner's lease and status: two objects of its own, under a prefix that holds nothing else",
  },
  {
    ids: iam5('<DeploymentProviderframeworkisComplete.Arn>:*', '<DeploymentProviderframeworkonTimeout.Arn>:*'),
    at: ['Analytics/Deployment/Provider/waiter-state-machine'],
    reason: "The CDK's own grant to call a function: its ARN, and that of any of its versions",
  },
  {
    ids: ['AwsSolutions-SF1', 'AwsSolutions-SF2'],
    at: ['Analytics/Deployment/Provider/waiter-state-machine'],
    reason:
      "The CDK's own loop around a function that waits for the job, in a deployment only: the function logs every step, and a log of the loop would need permissions on every log of the account",
  },
];

export const CLOUDFORMATION_WAIVERS: readonly Waiver[] = [
  {
    ids: ['W7001'],
    at: ['Delivery'],
    reason: 'The CDK adds a map of Firehose addresses to any stack with a delivery stream, used or not',
  },
];

export const TRIPSTREAM_WAIVERS: readonly Waiver[] = [];
