/** What one machine needs to know of an `AWS::Lambda::EventSourceMapping`; defaults are CloudFormation's. */

import type { Properties } from './properties';
import { bucketName } from './read-delivery-stream';
import type { Resource } from './resources';
import type { MappingWiring } from './wiring';

/**
 * Undefined for a mapping that is switched off, or from something other than a Kinesis stream.
 * @throws Error naming the property that is missing, or that asks for what one machine cannot do
 */
export function readMapping({ properties }: Resource): MappingWiring | undefined {
  // Without a source ARN it is one of Kafka's.
  const source = properties.textOr('EventSourceArn', '');
  const streamName = /^arn:[^:]+:kinesis:[^/]+:stream\/([^/]+)/.exec(source)?.[1];
  if (streamName === undefined || !properties.flagOr('Enabled', true)) return undefined;
  const functionName = nameOfFunction(properties, 'FunctionName');
  const onFailureBucket = readOnFailure(properties);
  return {
    id: `${functionName}-${streamName}`,
    streamName,
    functionName,
    startingPosition: startingPosition(properties),
    batchSize: properties.numberOr('BatchSize', 100),
    maximumBatchingWindowSeconds: properties.numberOr('MaximumBatchingWindowInSeconds', 0),
    parallelizationFactor: properties.numberOr('ParallelizationFactor', 1),
    bisectBatchOnError: properties.flagOr('BisectBatchOnFunctionError', false),
    maximumRetryAttempts: properties.numberOr('MaximumRetryAttempts', -1),
    maximumRecordAgeSeconds: properties.numberOr('MaximumRecordAgeInSeconds', -1),
    reportBatchItemFailures: properties.texts('FunctionResponseTypes').includes('ReportBatchItemFailures'),
    ...(onFailureBucket !== undefined && { onFailureBucket }),
  };
}

/** From a name or an ARN, with or without an alias or version behind it. */
export function nameOfFunction(properties: Properties, path: string): string {
  const given = properties.text(path);
  return given.replace(/^.*:function:/, '').replace(/:.*$/, '');
}

function startingPosition(properties: Properties): MappingWiring['startingPosition'] {
  const position = properties.text('StartingPosition');
  if (position === 'TRIM_HORIZON' || position === 'LATEST') return position;
  throw properties.error('StartingPosition', `is ${position}: one machine knows TRIM_HORIZON and LATEST`);
}

function readOnFailure(properties: Properties): string | undefined {
  const path = 'DestinationConfig.OnFailure.Destination';
  if (!properties.has(path)) return undefined;
  const arn = properties.text(path);
  if (arn.startsWith('arn:aws:s3:::')) return bucketName(arn);
  throw properties.error(path, `is ${arn}: one machine keeps failed batches in a bucket only`);
}
