/** The bucket of access logs. */
import { type Duration, type RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BucketEncryption } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { PrivateBucket } from './private-bucket';

export interface AccessLogsProps {
  readonly expiry: Duration;
  readonly removalPolicy: RemovalPolicy;
}

/** The S3 access logs of this account's buckets: who read and wrote which object. */
export class AccessLogs extends PrivateBucket {
  constructor(scope: Construct, id: string, { expiry, removalPolicy }: AccessLogsProps) {
    super(scope, id, {
      // S3 does not deliver access logs to a bucket with a KMS key.
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [{ id: 'Expire', expiration: expiry }],
      removalPolicy,
    });
    // For every bucket of the account, so that this stack need not know those of other stacks.
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [this.arnForObjects('*')],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }
}
