/** The bucket that all others are made from. */
import { RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, type BucketProps, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { keepEmptyingLog } from './emptying-log';

export interface PrivateBucketProps
  extends Pick<
    BucketProps,
    | 'encryption'
    | 'encryptionKey'
    | 'versioned'
    | 'lifecycleRules'
    | 'serverAccessLogsBucket'
    | 'serverAccessLogsPrefix'
  > {
  /**
   * A bucket that is to be destroyed is emptied first: CloudFormation does not delete a bucket with
   * objects.
   */
  readonly removalPolicy: RemovalPolicy;
}

/** A bucket for this account only: not public, no ACLs, TLS 1.2 or later. */
export class PrivateBucket extends Bucket {
  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id, {
      bucketKeyEnabled: props.encryptionKey !== undefined,
      ...props,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      autoDeleteObjects: props.removalPolicy === RemovalPolicy.DESTROY,
    });
    if (props.removalPolicy === RemovalPolicy.DESTROY) keepEmptyingLog(this);
  }
}
