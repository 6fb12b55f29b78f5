/** The prefixes that divide the lake's bucket. Each part has an expiry of its own. */
export const PREFIXES = {
  trips: 'trips/',
  quarantine: 'quarantine/',
  errors: 'errors/',
  refused: 'statistics-refused/',
  /** Lease and status of the studio-runner: two small objects that do not expire. */
  studio: 'studio-runner/',
} as const;

/**
 * Prefix of the records that Firehose cannot deliver: apart from the data, by kind of error and day
 * of arrival.
 */
export function errorPrefix(part: keyof typeof PREFIXES): string {
  return `${PREFIXES.errors}${PREFIXES[part]}!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/`;
}
