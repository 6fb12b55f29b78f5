/** The function's settings, read once from its environment before the first event. */
import { readText, type Variables } from '../shared/variables';
import type { Environment } from './contract';

export interface Settings {
  /** ARN or name of the studio-runner. */
  readonly runner: string;
}

/** @throws Error that names the variable and what it has to be */
export function readEnvironment(variables: Variables<keyof Environment>): Settings {
  return { runner: readText(variables, 'RUNNER_ARN', 'the ARN of the function studio-runner') };
}
