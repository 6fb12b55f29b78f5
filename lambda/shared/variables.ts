/** Reads a function's environment variables. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** @param what it has to be, for the message: "the ARN of a secret" @throws Error naming the variable */
export function readText(variables: Variables, name: string, what: string): string {
  const value = variables[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set: give ${what}.`);
  return value;
}

/** @param example for the message: "studio-runner/" @returns it, with its slash at the end @throws Error naming the variable */
export function readPrefix(variables: Variables, name: string, example: string): string {
  const prefix = readText(variables, name, `a prefix such as ${example}`);
  if (prefix.endsWith('/')) return prefix;
  throw new Error(`${name} is "${prefix}": end it in a slash, as it stands for a folder.`);
}

/** Where OpenSearch is, as both of its functions are told. */
export interface SearchPlace {
  /** A URL, or the domain's host. */
  readonly endpoint: string;
  /** PEM file of a private CA; the public ones are trusted without it. */
  readonly caFile?: string;
}

/** @throws Error naming the variable */
export function readSearchPlace(variables: Variables): SearchPlace {
  const endpoint = readText(variables, 'SEARCH_ENDPOINT', "the OpenSearch domain's host or an https:// URL");
  const caFile = variables.SEARCH_CA_FILE;
  return caFile === undefined || caFile === '' ? { endpoint } : { endpoint, caFile };
}
