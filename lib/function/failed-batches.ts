/** The on-failure destination of a mapping. */
import { Annotations, type Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { DlqDestinationConfig, IEventSourceDlq, IEventSourceMapping, IFunction } from 'aws-cdk-lib/aws-lambda';
import { Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { useBucketKey } from '../storage/bucket-key';
import { PrivateBucket } from '../storage/private-bucket';

export interface FailedBatchesProps {
  readonly key: IKey;
  readonly accessLogs: IBucket;
  readonly expiry: Duration;
  readonly removalPolicy: RemovalPolicy;
}

/**
 * Keeps the batches that a function gave up, with their records. It is a bucket of its own, because
 * Lambda's destination takes no prefix.
 */
export class FailedBatches extends PrivateBucket implements IEventSourceDlq {
  private readonly key: IKey;

  constructor(scope: Construct, id: string, { key, accessLogs, expiry, removalPolicy }: FailedBatchesProps) {
    super(scope, id, {
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      lifecycleRules: [{ id: 'Expire', expiration: expiry }],
      // By name: otherwise the log bucket's policy, in another stack, would depend on this bucket.
      serverAccessLogsBucket: Bucket.fromBucketName(scope, `${id}AccessLogs`, accessLogs.bucketName),
      serverAccessLogsPrefix: 'failed-batches/',
      removalPolicy,
    });
    this.key = key;
    Annotations.of(this).acknowledgeWarning(
      '@aws-cdk/aws-s3:accessLogsPolicyNotAdded',
      'The log bucket takes the logs of every bucket of the account',
    );
  }

  /**
   * Grants the permissions that Lambda needs to write here. The CDK's own S3 destination also
   * grants reading and deleting everything.
   */
  bind(_mapping: IEventSourceMapping, handler: IFunction): DlqDestinationConfig {
    const statements = [
      new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.bucketArn] }),
      new PolicyStatement({ actions: ['s3:PutObject'], resources: [this.arnForObjects('*')] }),
      useBucketKey(this, this.key, 'kms:GenerateDataKey'),
    ];
    for (const statement of statements) handler.grantPrincipal.addToPrincipalPolicy(statement);
    return { destination: this.bucketArn };
  }
}
