/** Reads an `AWS::Lambda::EventSourceMapping`. Defaults are CloudFormation's. */
import type { Properties } from './properties';
import { bucketName } from './read-delivery-stream';
import type { Resource } from './resources';
import type { MappingWiring } from './wiring';

/**
 * Reads a mapping from a Kinesis stream.
 * @returns undefined for a mapping that is switched off or has another source
 * @throws Error naming the property that is missing, or that one machine cannot honour
 */
export function readMapping({ properties }: Resource): MappingWiring | undefined {
  // A mapping without a source ARN reads from Kafka.
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

/** The function's name, from a name or an ARN, with or without an alias or version. */
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
