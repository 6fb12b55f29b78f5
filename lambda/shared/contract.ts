/** What several functions agree on with the template and with `local/`. */

/** Variables of each function that speaks to OpenSearch. */
export type SearchEnvironment = Record<'SEARCH_ENDPOINT', string>;

/** Set beside them on one machine only, where OpenSearch has a private CA. */
export type PrivateCaEnvironment = Record<'SEARCH_CA_FILE', string>;
