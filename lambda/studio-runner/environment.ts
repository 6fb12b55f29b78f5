/** What the function is told by its environment: read once, before the first event. */
import { type JobParameters, readJobParameters } from '../../flink-sql/parameters';
import { readPrefix, readText, type Variables } from '../shared/variables';
import type { Environment } from './contract';

export interface Settings {
  readonly applicationName: string;
  readonly parameters: JobParameters;
  readonly maskingSecret: string;
  readonly stateBucket: string;
  /** Ends in `/`. */
  readonly statePrefix: string;
}

/** @throws Error naming the variable and what it has to be */
export function readEnvironment(variables: Variables<keyof Environment>): Settings {
  return {
    applicationName: readText(variables, 'APPLICATION_NAME', 'the name of the Studio application'),
    parameters: readJobParameters(readText(variables, 'JOB_PARAMETERS', "the job's parameters as JSON")),
    maskingSecret: readText(variables, 'MASKING_SECRET_ARN', 'the ARN of the secret with the masking key'),
    stateBucket: readText(variables, 'STATE_BUCKET', 'the name of the bucket for lease and status'),
    statePrefix: readPrefix(variables, 'STATE_PREFIX', 'studio-runner/'),
  };
}
