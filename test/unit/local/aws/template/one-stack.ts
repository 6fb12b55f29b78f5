/** A template of one stack S, and the resources that the readers' tests put into it. */
import type { ResourceTemplate } from '../../../../../local/aws/template/assembly';
import { readWiring } from '../../../../../local/aws/template/read-wiring';
import { cloudAssembly, resource } from './assembly';

export const CODE = {
  Code: { S3Bucket: 'assets', S3Key: 'code.zip' },
  Handler: 'index.handler',
  Runtime: 'nodejs24.x',
};
export const STREAM = { Stream: resource('S/Trips', 'AWS::Kinesis::Stream') };
export const FUNCTION = { Function: resource('S/Transform', 'AWS::Lambda::Function', CODE) };
export const BUCKET = { Bucket: resource('S/Lake', 'AWS::S3::Bucket') };

/** The wiring of one stack S. Its one asset is `code.zip`. */
export function wiringOf(Resources: Readonly<Record<string, ResourceTemplate>>) {
  return readWiring(cloudAssembly({ S: { Resources } }, { 'code.zip': 'asset.code' }));
}
