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

/** Keeps, records included, the batches that a function gave up. A bucket, as Lambda's destination takes no prefix. */
export class FailedBatches extends PrivateBucket implements IEventSourceDlq {
  private readonly key: IKey;

  constructor(scope: Construct, id: string, { key, accessLogs, expiry, removalPolicy }: FailedBatchesProps) {
    super(scope, id, {
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      lifecycleRules: [{ id: 'Expire', expiration: expiry }],
      // By name, so that its policy, in the stack that owns it, does not come to depend on this bucket.
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

  /** Grants what Lambda needs to write here; the CDK's own S3 destination also grants to read and delete everything. */
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
