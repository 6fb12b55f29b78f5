import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Condition on the use of a key: only for what S3 encrypts, in the region of `scope`. */
export function throughS3(scope: IConstruct) {
  const { region, urlSuffix } = Stack.of(scope);
  return { StringEquals: { 'kms:ViaService': `s3.${region}.${urlSuffix}` } };
}
