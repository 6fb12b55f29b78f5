/** What the transform agrees on with the template, the board and the audit. */

/** Variables; `environment.ts` says what each has to be. */
export type Environment = Record<
  | 'TRIPS_DELIVERY_STREAM'
  | 'QUARANTINE_DELIVERY_STREAM'
  | 'DOCUMENTS_PER_RECORD'
  | 'LAKE_FIRST_YEAR'
  | 'LAKE_LAST_YEAR',
  string
>;
