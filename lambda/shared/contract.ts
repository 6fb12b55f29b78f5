/** What several functions agree on with the template and with `local/`. */

/** Variables of each function that speaks to OpenSearch. */
export type SearchEnvironment = Record<'SEARCH_ENDPOINT', string>;

/** Set only on one machine, where OpenSearch has a private CA. */
export type PrivateCaEnvironment = Record<'SEARCH_CA_FILE', string>;

/** Metrics by name, each with its unit as CloudWatch calls it. */
export type Units = Readonly<Record<string, 'Count' | 'Bytes' | 'Milliseconds'>>;

/** A payload as a member of a JSON document, whatever its bytes. */
export interface JsonPayload {
  /** Present for a payload whose bytes are not UTF-8. */
  readonly payload_encoding?: 'base64';
  readonly payload: string;
}
