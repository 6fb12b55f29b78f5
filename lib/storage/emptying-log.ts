import { type CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IConstruct } from 'constructs';

/**
 * Gives the CDK's function that empties buckets, one a stack, a log group of the stack's own. Lambda would make it one by
 * itself, which no stack deletes and whose lines never expire.
 * @param bucket one that is emptied before it is destroyed
 */
export function keepEmptyingLog(bucket: IConstruct): void {
  const provider = Stack.of(bucket).node.findChild('Custom::S3AutoDeleteObjectsCustomResourceProvider');
  if (provider.node.tryFindChild('Logs') !== undefined) return;
  const { logGroupName } = new LogGroup(provider, 'Logs', {
    retention: RetentionDays.ONE_WEEK,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const handler = provider.node.findChild('Handler') as CfnResource;
  handler.addPropertyOverride('LoggingConfig.LogGroup', logGroupName);
}
