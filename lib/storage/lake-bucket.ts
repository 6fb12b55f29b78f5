/** The bucket of the lake. */
import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BucketEncryption, type IBucket, StorageClass } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { LakeSettings } from '../stages/storage';
import { PREFIXES } from './prefixes';
import { PrivateBucket } from './private-bucket';

export interface LakeBucketProps {
  readonly settings: LakeSettings;
  readonly key: IKey;
  readonly accessLogs: IBucket;
  readonly removalPolicy: RemovalPolicy;
}

/** The lake: trips as Parquet, and beside them the data that could not become Parquet. */
export class LakeBucket extends PrivateBucket {
  constructor(scope: Construct, id: string, { settings, key, accessLogs, removalPolicy }: LakeBucketProps) {
    super(scope, id, {
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      versioned: true,
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: 'lake/',
      removalPolicy,
      lifecycleRules: [
        {
          id: 'TierAndTidy',
          // On the day it is written: a day in Standard first would only cost a day of Standard. S3
          // does not move files under 128 KB, and Intelligent-Tiering would never move them to a
          // cheaper tier. No archive tiers, because Athena cannot wait hours for a file.
          transitions: [{ storageClass: StorageClass.INTELLIGENT_TIERING, transitionAfter: Duration.days(0) }],
          noncurrentVersionExpiration: Duration.days(30),
          expiredObjectDeleteMarker: true,
          abortIncompleteMultipartUploadAfter: Duration.days(7),
        },
        { id: 'ExpireErrors', prefix: PREFIXES.errors, expiration: settings.errorExpiry },
        { id: 'ExpireQuarantine', prefix: PREFIXES.quarantine, expiration: settings.quarantineExpiry },
        { id: 'ExpireRefused', prefix: PREFIXES.refused, expiration: settings.refusedExpiry },
      ],
    });
  }
}
