/** The log groups of an OpenSearch domain. */
import { Names, type RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnResourcePolicy, LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { LoggingOptions } from 'aws-cdk-lib/aws-opensearchservice';
import { Construct } from 'constructs';

export interface SearchLogsProps {
  readonly retention: RetentionDays;
  readonly removalPolicy: RemovalPolicy;
}

/**
 * A log group each for slow queries, slow writes, errors and sign-ins. OpenSearch Service may write
 * to them.
 */
export class SearchLogs extends Construct {
  readonly options: LoggingOptions;
  /**
   * A domain must depend on it: OpenSearch Service refuses a domain that may not write its logs.
   */
  readonly permission: CfnResourcePolicy;

  constructor(scope: Construct, id: string, props: SearchLogsProps) {
    super(scope, id);
    const slowSearch = new LogGroup(this, 'SlowSearch', props);
    const slowIndex = new LogGroup(this, 'SlowIndex', props);
    const app = new LogGroup(this, 'Application', props);
    const audit = new LogGroup(this, 'Audit', props);
    this.options = {
      slowSearchLogEnabled: true,
      slowSearchLogGroup: slowSearch,
      slowIndexLogEnabled: true,
      slowIndexLogGroup: slowIndex,
      appLogEnabled: true,
      appLogGroup: app,
      auditLogEnabled: true,
      auditLogGroup: audit,
    };

    const stack = Stack.of(this);
    const statement = new PolicyStatement({
      principals: [new ServicePrincipal('es.amazonaws.com')],
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [slowSearch, slowIndex, app, audit].map(({ logGroupArn }) => logGroupArn),
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
    });
    // One policy for all four: an account may have 10 in a region.
    this.permission = new CfnResourcePolicy(this, 'Permission', {
      policyName: Names.uniqueResourceName(this, { maxLength: 64 }),
      policyDocument: stack.toJsonString(new PolicyDocument({ statements: [statement] })),
    });
  }
}
