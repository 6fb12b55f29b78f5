import { type Duration, type RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BucketEncryption } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { PrivateBucket } from './private-bucket';

export interface AccessLogsProps {
  readonly expiry: Duration;
  readonly removalPolicy: RemovalPolicy;
}

/** Who read and wrote what: the S3 access logs of this account's buckets. */
export class AccessLogs extends PrivateBucket {
  constructor(scope: Construct, id: string, { expiry, removalPolicy }: AccessLogsProps) {
    super(scope, id, {
      // S3 delivers access logs to no bucket with a KMS key.
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [{ id: 'Expire', expiration: expiry }],
      removalPolicy,
    });
    // For any bucket of the account, so that those of other stacks need not be known here.
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
