/** Reads a function's environment variables, by the names in its contract. */
import type { PrivateCaEnvironment, SearchEnvironment } from './contract';

/** The environment of a process that should hold these variables. */
export type Variables<Name extends string> = { readonly [Each in Name]?: string | undefined };

/**
 * @param what what the variable has to be, for the message: "the ARN of a secret"
 * @throws Error that names the variable
 */
export function readText<Name extends string>(variables: Variables<Name>, name: NoInfer<Name>, what: string): string {
  const value = variables[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set: give ${what}.`);
  return value;
}

/**
 * @param example for the message: "studio-runner/"
 * @returns the prefix, which ends in a slash
 * @throws Error that names the variable
 */
export function readPrefix<Name extends string>(
  variables: Variables<Name>,
  name: NoInfer<Name>,
  example: string,
): string {
  const prefix = readText(variables, name, `a prefix such as ${example}`);
  if (prefix.endsWith('/')) return prefix;
  throw new Error(`${name} is "${prefix}": end it with a slash.`);
}

/** A variable that tells where OpenSearch is. */
export type SearchVariable = keyof SearchEnvironment | keyof PrivateCaEnvironment;

/** Where OpenSearch is. */
export interface SearchPlace {
  /** A URL, or the domain's host name. */
  readonly endpoint: string;
  /** Path of a PEM file with a private CA. @default the public CAs */
  readonly caFile?: string;
}

/** @throws Error that names the variable */
export function readSearchPlace(variables: Variables<SearchVariable>): SearchPlace {
  const endpoint = readText(variables, 'SEARCH_ENDPOINT', "the OpenSearch domain's host or an https:// URL");
  const caFile = variables.SEARCH_CA_FILE;
  return caFile === undefined || caFile === '' ? { endpoint } : { endpoint, caFile };
}
