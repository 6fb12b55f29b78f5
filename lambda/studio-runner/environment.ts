/** What the function is told by its environment: read once, before the first event. */
import { type JobParameters, readJobParameters } from '../../flink-sql/parameters';
import { readText, type Variables } from '../shared/variables';

export interface Settings {
  readonly applicationName: string;
  readonly parameters: JobParameters;
  readonly maskingSecret: string;
  readonly stateBucket: string;
  /** Ends in `/`. */
  readonly statePrefix: string;
}

/** @throws Error naming the variable and what it has to be */
export function readEnvironment(variables: Variables): Settings {
  const statePrefix = readText(variables, 'STATE_PREFIX', 'a prefix such as studio-runner/');
  if (!statePrefix.endsWith('/'))
    throw new Error(`STATE_PREFIX is "${statePrefix}": end it in a slash, as it stands for a folder.`);
  return {
    applicationName: readText(variables, 'APPLICATION_NAME', 'the name of the Studio application'),
    parameters: readJobParameters(readText(variables, 'JOB_PARAMETERS', "the job's parameters as JSON")),
    maskingSecret: readText(variables, 'MASKING_SECRET_ARN', 'the ARN of the secret with the masking key'),
    stateBucket: readText(variables, 'STATE_BUCKET', 'the name of the bucket for lease and status'),
    statePrefix,
  };
}
