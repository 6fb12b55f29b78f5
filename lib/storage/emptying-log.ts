/** The log of the CDK's function that empties buckets. */
import { type CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IConstruct } from 'constructs';

/**
 * Gives the CDK's function that empties buckets (one in each stack) a log group of its stack.
 * Otherwise, Lambda creates one, which no stack deletes and whose lines never expire.
 * @param bucket a bucket that is emptied before it is destroyed
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
