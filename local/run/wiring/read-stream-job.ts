/** What one machine needs to know of the `AWS::SSM::Parameter` that a Flink job is rendered with. */
import { readJobParameters } from '../../../flink-sql/parameters';
import { MASKING_SECRET_TAG } from '../../../lib/names';
import type { Resource } from '../../aws/template/resources';
import type { SecretWiring, StreamJobWiring } from '../../aws/template/wiring';

/**
 * Undefined for a parameter that is no job's.
 * @throws Error for a value that the job cannot be rendered with, or a masking key that no stack generates
 */
export function readStreamJob(
  { name, properties }: Resource,
  secrets: readonly SecretWiring[],
): StreamJobWiring | undefined {
  const maskingArn = properties.knownMap('Tags')[MASKING_SECRET_TAG];
  if (maskingArn === undefined) return undefined;
  const maskingSecretName = secrets.find(({ arn }) => arn === maskingArn)?.name;
  if (maskingSecretName === undefined)
    throw properties.error(`Tags.${MASKING_SECRET_TAG}`, `is ${maskingArn}, a secret that no stack generates`);
  return { name, parameters: readValue(properties), maskingSecretName };
}

function readValue(properties: Resource['properties']) {
  const value = properties.text('Value');
  try {
    return readJobParameters(value);
  } catch (error) {
    throw properties.error('Value', `is no job's: ${error instanceof Error ? error.message : String(error)}`);
  }
}
