/** How the lake's bucket is divided; each part expires by itself. */
export const PREFIXES = {
  trips: 'trips/',
  quarantine: 'quarantine/',
  errors: 'errors/',
  refused: 'statistics-refused/',
  /** Lease and status of the studio-runner: two small objects, which do not expire. */
  studio: 'studio-runner/',
} as const;

/** Where Firehose puts what it cannot deliver: apart from the data, by kind of error and by the day it arrived. */
export function errorPrefix(part: keyof typeof PREFIXES): string {
  return `${PREFIXES.errors}${PREFIXES[part]}!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/`;
}
