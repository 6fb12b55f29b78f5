/** The function's settings, read once from its environment before the first event. */
import { readSearchPlace, readText, type SearchPlace, type SearchVariable, type Variables } from '../shared/variables';
import type { Environment } from './contract';

export interface Settings {
  readonly search: SearchPlace;
  /** ARNs of secrets `{"username", "password"}`: the administrator, the writer and the viewer. */
  readonly masterSecret: string;
  readonly writerSecret: string;
  readonly viewerSecret: string;
}

/** @throws Error that names the variable and what it has to be */
export function readEnvironment(variables: Variables<keyof Environment | SearchVariable>): Settings {
  const secret = (name: keyof Environment, who: string) =>
    readText(variables, name, `the ARN of the secret of the user that ${who}`);
  return {
    search: readSearchPlace(variables),
    masterSecret: secret('MASTER_SECRET_ARN', 'administers the domain'),
    writerSecret: secret('WRITER_SECRET_ARN', 'writes'),
    viewerSecret: secret('VIEWER_SECRET_ARN', 'reads'),
  };
}
