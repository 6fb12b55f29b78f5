/** The permission on a bucket's key that readers and writers of the bucket need. */
import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IConstruct } from 'constructs';

/** Allows `actions` on a key, but only for what S3 encrypts with it, in the region of `scope`. */
export function useBucketKey(scope: IConstruct, key: IKey, ...actions: readonly string[]): PolicyStatement {
  const { region, urlSuffix } = Stack.of(scope);
  return new PolicyStatement({
    actions: [...actions],
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `s3.${region}.${urlSuffix}` } },
  });
}
