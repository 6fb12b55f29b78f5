/** Reads an `AWS::Lambda::Function`. Defaults are CloudFormation's. */
import type { Assembly } from './assembly';
import type { Resource } from './resources';
import type { FunctionWiring } from './wiring';

/**
 * Reads a function that one machine can run.
 * @returns undefined for a function that is not a bundled Node asset
 */
export function readFunction(
  { name, arn, properties }: Resource,
  { assets }: Pick<Assembly, 'assets'>,
): FunctionWiring | undefined {
  const assetDirectory = assets.get(properties.textOr('Code.S3Key', ''));
  if (assetDirectory === undefined || !properties.textOr('Runtime', '').startsWith('nodejs')) return undefined;
  return {
    name,
    arn,
    assetDirectory,
    handler: properties.text('Handler'),
    // Whoever starts the function adds what only the cloud knows, such as a domain's address.
    environment: properties.knownMap('Environment.Variables'),
    timeoutSeconds: properties.numberOr('Timeout', 3),
    memoryMiB: properties.numberOr('MemorySize', 128),
    tracing: properties.textOr('TracingConfig.Mode', 'PassThrough') === 'Active',
  };
}
