/** The role of the Studio application. */
import { Stack } from 'aws-cdk-lib';
import type { IDatabase } from 'aws-cdk-lib/aws-glue';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

export interface StudioRoleProps {
  readonly trips: IStream;
  readonly statistics: IStream;
  readonly database: IDatabase;
  readonly logGroup: ILogGroup;
}

/**
 * The notebook and its job may read one stream, write to another, look into one empty Glue
 * database, and log. Whoever may open the notebook has these permissions too.
 * @see https://docs.aws.amazon.com/managed-flink/latest/java/how-zeppelin-appendix-iam.html
 */
export class StudioRole extends Role {
  constructor(scope: Construct, id: string, { trips, statistics, database, logGroup }: StudioRoleProps) {
    const statements = [
      new PolicyStatement({
        actions: [
          'kinesis:DescribeStream',
          'kinesis:DescribeStreamSummary',
          'kinesis:GetRecords',
          'kinesis:GetShardIterator',
          'kinesis:ListShards',
        ],
        resources: [trips.streamArn],
      }),
      new PolicyStatement({ actions: ['kinesis:PutRecords'], resources: [statistics.streamArn] }),
      ...readCatalogue(scope, database),
      ...writeLogs(scope, logGroup),
    ];
    super(scope, id, {
      // For this account only: the service acts for every account.
      assumedBy: new ServicePrincipal('kinesisanalytics.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
      }),
      // Inline, so that the application is not created before its role has its permissions.
      inlinePolicies: { RunJob: new PolicyDocument({ statements }) },
    });
  }
}

/**
 * Flink looks into the catalogue even for temporary tables, and lists the names of all databases.
 */
function readCatalogue(scope: Construct, { catalog, databaseArn, databaseName }: IDatabase): PolicyStatement[] {
  const arn = (resource: string, resourceName: string) =>
    Stack.of(scope).formatArn({ service: 'glue', resource, resourceName });
  return [
    new PolicyStatement({
      actions: [
        'glue:CreateTable',
        'glue:GetConnection',
        'glue:GetDatabase',
        'glue:GetTable',
        'glue:GetTables',
        'glue:UpdateTable',
      ],
      resources: [
        catalog.catalogArn,
        databaseArn,
        arn('database', 'hive'),
        arn('table', `${databaseName}/*`),
        arn('connection', '*'),
      ],
    }),
    new PolicyStatement({ actions: ['glue:GetDatabases'], resources: ['*'] }),
  ];
}

function writeLogs(scope: Construct, { logGroupArn }: ILogGroup): PolicyStatement[] {
  const everyLogGroup = Stack.of(scope).formatArn({ service: 'logs', resource: 'log-group:*' });
  return [
    new PolicyStatement({ actions: ['logs:DescribeLogGroups'], resources: [everyLogGroup] }),
    new PolicyStatement({ actions: ['logs:DescribeLogStreams', 'logs:PutLogEvents'], resources: [logGroupArn] }),
  ];
}
