/** What the function is told by its environment: read once, before the first event. */
import { readSearchPlace, readText, type SearchPlace, type SearchVariable, type Variables } from '../shared/variables';
import type { Environment } from './contract';

export interface Settings {
  readonly search: SearchPlace;
  /** Secrets, each {"username", "password"}: who sets up, who writes, who looks. */
  readonly masterSecret: string;
  readonly writerSecret: string;
  readonly viewerSecret: string;
}

/** @throws Error naming the variable and what it has to be */
export function readEnvironment(variables: Variables<keyof Environment | SearchVariable>): Settings {
  const secret = (name: keyof Environment, who: string) =>
    readText(variables, name, `the ARN of the secret of the user that ${who}`);
  return {
    search: readSearchPlace(variables),
    masterSecret: secret('MASTER_SECRET_ARN', 'administers the domain'),
    writerSecret: secret('WRITER_SECRET_ARN', 'writes'),
    viewerSecret: secret('VIEWER_SECRET_ARN', 'looks'),
  };
}
