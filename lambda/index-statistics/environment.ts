/** The function's settings, read once from its environment before the first batch. */
import {
  readPrefix,
  readSearchPlace,
  readText,
  type SearchPlace,
  type SearchVariable,
  type Variables,
} from '../shared/variables';
import type { Environment } from './contract';

export interface Settings {
  readonly search: SearchPlace;
  /** ARN of the secret with the user that may only write to the statistics' indices. */
  readonly writerSecret: string;
  /** Name of the bucket that keeps refused rows. */
  readonly refusedBucket: string;
  /** Ends in `/`. */
  readonly refusedPrefix: string;
}

/** @throws Error that names the variable and what it has to be */
export function readEnvironment(variables: Variables<keyof Environment | SearchVariable>): Settings {
  return {
    search: readSearchPlace(variables),
    writerSecret: readText(variables, 'WRITER_SECRET_ARN', 'the ARN of the secret of the user that writes'),
    refusedBucket: readText(variables, 'REFUSED_BUCKET', 'the name of the bucket that keeps refused rows'),
    refusedPrefix: readPrefix(variables, 'REFUSED_PREFIX', 'statistics-refused/'),
  };
}
