/**
 * States each statistic that Flink computes once. The sinks' DDL, OpenSearch's index templates and
 * the function that indexes are derived from this list, as a trip's forms are from the catalogue.
 */

/** A field's type in OpenSearch. */
export type StatisticKind = 'date' | 'keyword' | 'integer' | 'long' | 'double' | 'geo_point';

export interface StatisticField {
  readonly name: string;
  readonly kind: StatisticKind;
  readonly unit?: string;
  readonly meaning: string;
}

export interface Statistic {
  /** Name of its index; a monthly index appends `-YYYY.MM`. */
  readonly name: string;
  /** The question that it answers. */
  readonly question: string;
  /** How a document's id is made: the same key always gives the same document. */
  readonly id: string;
  /** What n counts, the low part of the version. */
  readonly version: string;
  /** The date field whose month is part of the index's name. @default one index for all */
  readonly monthlyBy?: string;
  readonly fields: readonly StatisticField[];
}

/** Columns of every row on the statistics stream, in this order, before those of its statistic. */
export const ENVELOPE = [
  { name: 'statistic', kind: 'keyword', meaning: 'Name of the statistic' },
  { name: 'document_id', kind: 'keyword', meaning: 'Id of the document in its index' },
  { name: 'generation', kind: 'long', meaning: 'Raised when the SQL or the bounds change a total' },
  { name: 'n', kind: 'long', meaning: 'What the total stood at: a later row of the same document has a larger one' },
] as const satisfies readonly StatisticField[];

const HOUR_AT = { name: 'hour_at', kind: 'date', meaning: 'Beginning of the UTC hour of the pickups' } as const;
const NEW_YORK_DATE = {
  name: 'new_york_date',
  kind: 'date',
  meaning: 'Date of the pickups on New York clocks',
} as const;
const NEW_YORK_HOUR = {
  name: 'new_york_hour',
  kind: 'integer',
  meaning: 'Hour of the pickups on New York clocks, 0 to 23',
} as const;
const NEW_YORK_WEEKDAY = {
  name: 'new_york_weekday',
  kind: 'integer',
  meaning: 'Day of the week in New York, Monday = 1 (ISO 8601)',
} as const;
const VENDOR = { name: 'vendor_id', kind: 'keyword', meaning: 'Provider of the taxi meter' } as const;
const ARRIVED = {
  name: 'arrived_at',
  kind: 'date',
  meaning: "When the last trip that it counts arrived in the stream, by the stream's clock",
} as const;

const TOTALS = [
  { name: 'trips', kind: 'long', meaning: 'Distinct plausible trips' },
  { name: 'duration_s', kind: 'long', unit: 'seconds', meaning: 'Sum of their durations' },
  { name: 'passengers', kind: 'long', meaning: 'Sum of their passengers' },
  // A sum of doubles depends on the order of its terms; a sum of whole numbers does not.
  {
    name: 'distance_thousandths',
    kind: 'long',
    unit: 'thousandths of a mile',
    meaning: 'Sum of their lengths, each rounded',
  },
] as const;

export const STATISTICS = [
  {
    name: 'trip-hour',
    question: 'How many trips begin in each hour, and how long are they?',
    id: 'UTC hour, yyyyMMddHH',
    version: 'trips',
    fields: [HOUR_AT, NEW_YORK_DATE, NEW_YORK_HOUR, NEW_YORK_WEEKDAY, ...TOTALS, ARRIVED],
  },
  {
    name: 'trip-day',
    question: 'Which hour of each day is the busiest?',
    id: 'New York date, yyyyMMdd',
    version: 'trips of the peak hour × 24 + its hour: on a tie the later hour',
    fields: [
      NEW_YORK_DATE,
      { name: 'peak_hour', kind: 'integer', meaning: 'Busiest hour on New York clocks, 0 to 23; on a tie the later' },
      { name: 'peak_trips', kind: 'long', meaning: 'Trips of that hour' },
      ARRIVED,
    ],
  },
  {
    name: 'trip-vendor-day',
    question: 'How do the vendors compare, day by day?',
    id: 'New York date and vendor, yyyyMMdd-vendor',
    version: 'trips',
    fields: [NEW_YORK_DATE, VENDOR, ...TOTALS, ARRIVED],
  },
  {
    name: 'trip-place-day',
    question: 'Where do trips end?',
    id: 'New York date and cell, yyyyMMdd-row-column',
    version: 'trips',
    fields: [
      NEW_YORK_DATE,
      { name: 'cell', kind: 'keyword', meaning: 'Cell of a grid of about 250 m, row-column' },
      { name: 'place', kind: 'geo_point', meaning: "The cell's centre" },
      { name: 'trips', kind: 'long', meaning: 'Trips whose masked drop-off lies in the cell, 10 or more' },
      ARRIVED,
    ],
  },
  {
    name: 'trip-masked',
    question: 'Where do trips begin and end, as closely as may be shown?',
    id: 'trip_id',
    version: '1: a masked trip never changes',
    monthlyBy: 'pickup_at',
    fields: [
      { name: 'pickup_at', kind: 'date', meaning: 'Pickup, to the minute' },
      { name: 'dropoff_at', kind: 'date', meaning: 'Drop-off, to the minute' },
      VENDOR,
      { name: 'pickup', kind: 'geo_point', meaning: 'Pickup, displaced by planar Laplace noise' },
      { name: 'dropoff', kind: 'geo_point', meaning: 'Drop-off, displaced by planar Laplace noise' },
      ARRIVED,
    ],
  },
  {
    name: 'trip-anomaly',
    question: 'Which trips take far longer or shorter than others of their hour of day?',
    id: 'trip_id',
    version: 'trips that it was judged by',
    fields: [
      HOUR_AT,
      NEW_YORK_HOUR,
      VENDOR,
      { name: 'duration_s', kind: 'long', unit: 'seconds', meaning: 'Duration of the trip' },
      { name: 'baseline_trips', kind: 'long', meaning: 'Trips of that hour of day before it, which it is judged by' },
      { name: 'baseline_mean', kind: 'double', meaning: 'Mean of the natural logarithm of their durations in seconds' },
      { name: 'z', kind: 'double', meaning: 'How many standard deviations it lies from that mean' },
      ARRIVED,
    ],
  },
  {
    name: 'trip-quality',
    question: 'How good is what arrives?',
    id: 'UTC date of arrival and measure, yyyyMMdd-measure[-reason]',
    version: 'trips',
    fields: [
      { name: 'arrival_date', kind: 'date', meaning: "UTC date of arrival, by the stream's clock" },
      {
        name: 'measure',
        kind: 'keyword',
        meaning:
          'parsed: records read; distinct: plausible trips, each once; implausible: records out of bounds; outside: those by reason',
      },
      { name: 'reason', kind: 'keyword', meaning: 'Of those outside, why: field:code' },
      { name: 'trips', kind: 'long', meaning: 'How many' },
      ARRIVED,
    ],
  },
] as const satisfies readonly Statistic[];

export type StatisticName = (typeof STATISTICS)[number]['name'];

/** Values of n within a generation: more trips than the stream can carry in years. */
export const GENERATION_STEP = 2 ** 40;

/** The external version of a document: a later generation wins, then a larger n. */
export function versionOf(generation: number, n: number): number {
  return generation * GENERATION_STEP + n;
}

/** The alias of all statistics' indices. */
export const STATISTICS_ALIAS = 'trip-statistics';
