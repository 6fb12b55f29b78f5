/** Reads the `AWS::SSM::Parameter` that holds a Flink job's parameters. */
import { type JobParameters, readJobParameters } from '../../../flink-sql/parameters';
import { MASKING_SECRET_TAG } from '../../../lib/names';
import { checkArrow } from '../../aws/template/arrows';
import type { Resource } from '../../aws/template/resources';
import type { Wiring } from '../../aws/template/wiring';

/** A Flink job, made from the JSON that `flink-sql/` is rendered with. */
export interface StreamJobWiring {
  /** The parameter's name. */
  readonly name: string;
  readonly parameters: JobParameters;
  /** Name of the secret that holds the masking key. */
  readonly maskingSecretName: string;
}

/**
 * Reads the parameter of a job, which has the tag.
 * @returns undefined for a parameter that belongs to no job
 * @throws Error for a value that the job cannot be rendered with, a masking key that no stack
 * generates, or a stream that no stack has
 */
export function readStreamJob(
  { name, properties }: Resource,
  { secrets, streams }: Pick<Wiring, 'secrets' | 'streams'>,
): StreamJobWiring | undefined {
  const maskingArn = properties.knownMap('Tags')[MASKING_SECRET_TAG];
  if (maskingArn === undefined) return undefined;
  const maskingSecretName = secrets.find(({ arn }) => arn === maskingArn)?.name;
  if (maskingSecretName === undefined)
    throw properties.error(`Tags.${MASKING_SECRET_TAG}`, `is ${maskingArn}, a secret that no stack generates`);
  const parameters = readParameters(properties);
  checkArrow(`The job of ${name}`, 'stream', parameters.sourceStream, streams);
  checkArrow(`The job of ${name}`, 'stream', parameters.statisticsStream, streams);
  return { name, parameters, maskingSecretName };
}

function readParameters(properties: Resource['properties']): JobParameters {
  const value = properties.text('Value');
  try {
    return readJobParameters(value);
  } catch (error) {
    throw properties.error('Value', `does not fit a job: ${error instanceof Error ? error.message : String(error)}`);
  }
}
