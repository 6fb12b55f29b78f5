/** The role by which Firehose writes to the lake. */
import type { S3Table } from 'aws-cdk-lib/aws-glue';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { useBucketKey } from '../storage/bucket-key';
import { PREFIXES } from '../storage/prefixes';

export interface LakeWriterProps {
  readonly lake: IBucket;
  readonly lakeKey: IKey;
  /** The part of the lake that it may write; its errors go below the error prefix. */
  readonly part: keyof typeof PREFIXES;
  readonly logGroup: ILogGroup;
  /** The table whose schema it may read. @default none */
  readonly schema?: S3Table;
}

/**
 * A role for Firehose that may write to one part of the lake and no more. Pass it as
 * `role.withoutPolicyUpdates()`, or the delivery stream adds the permissions to read, write and
 * delete everything in the bucket.
 * @see https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-s3
 */
export class LakeWriter extends Role {
  constructor(scope: Construct, id: string, { lake, lakeKey, part, logGroup, schema }: LakeWriterProps) {
    const statements = [
      new PolicyStatement({
        actions: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'],
        resources: ['', PREFIXES.errors].map((prefix) => lake.arnForObjects(`${prefix}${PREFIXES[part]}*`)),
      }),
      new PolicyStatement({
        actions: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
        resources: [lake.bucketArn],
      }),
      useBucketKey(scope, lakeKey, 'kms:Decrypt', 'kms:GenerateDataKey'),
      new PolicyStatement({ actions: ['logs:PutLogEvents'], resources: [logGroup.logGroupArn] }),
      ...(schema === undefined ? [] : [readSchema(schema)]),
    ];
    super(scope, id, {
      assumedBy: new ServicePrincipal('firehose.amazonaws.com'),
      // Inline, so that the delivery stream is not created before its role may write.
      inlinePolicies: { WriteToLake: new PolicyDocument({ statements }) },
    });
  }
}

function readSchema({ database, tableArn }: S3Table): PolicyStatement {
  return new PolicyStatement({
    actions: ['glue:GetTable', 'glue:GetTableVersion', 'glue:GetTableVersions'],
    resources: [database.catalog.catalogArn, database.databaseArn, tableArn],
  });
}
