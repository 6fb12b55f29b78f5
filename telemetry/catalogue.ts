/**
 * States each field of a trip once. CSV reading, cleansing, the Glue table, the partition keys and
 * the table in docs/trip.md are derived from this list. Its order is that of the keys in a trip's
 * JSON and of the lake's columns.
 */

/** How a field's value is read, and its type in JSON. */
export type Kind =
  /** JSON string, kept as it is read. */
  | 'text'
  /** JSON string from a closed set. */
  | 'category'
  /** JSON string, ISO 8601 in UTC with `Z`; read as New York time if it has no zone. */
  | 'instant'
  /** JSON whole number. */
  | 'integer'
  /** JSON number. */
  | 'decimal'
  /** JSON true or false. */
  | 'flag';

/** One field of the trip. */
export interface Field {
  readonly name: string;
  readonly kind: Kind;
  readonly unit?: string;
  readonly meaning: string;
  /** Its names in CSV headers, lower case; if a file has several of them, the first is read. */
  readonly headers: readonly string[];
  /** Smallest plausible value. */
  readonly minimum?: number;
  /** Largest plausible value. */
  readonly maximum?: number;
  /** For a category: each spelling that may be read, and the value that is stored for it. */
  readonly values?: Readonly<Record<string, string>>;
  /**
   * `readable`: without it a row is not a trip. `plausible`: without it a trip is quarantined.
   * @default the field may be absent, and its bounds then do not apply
   */
  readonly required?: 'readable' | 'plausible';
  /** The stage that fills it in if the telemetry has no value. */
  readonly filledBy?: 'producer' | 'transform';
}

/** New York City with its airports and surroundings, in degrees (WGS 84). */
const LONGITUDE = { kind: 'decimal', unit: 'degrees', minimum: -74.3, maximum: -73.6 } as const;
const LATITUDE = { kind: 'decimal', unit: 'degrees', minimum: 40.45, maximum: 41.0 } as const;

/**
 * TLC taxi zones run from 1 to 265 (TLC "Taxi Zone Lookup Table"; 264 and 265 are unknown places).
 */
const ZONE = { kind: 'integer', minimum: 1, maximum: 265 } as const;

/** Providers of taxi meters by their TLC number; the files of 2009 have letters. */
const VENDORS = { 1: '1', 2: '2', 3: '3', 4: '4', 5: '5', 6: '6', 7: '7', CMT: '1', VTS: '2', DDS: '3' } as const;

export const CATALOGUE = [
  {
    name: 'trip_id',
    kind: 'text',
    meaning: 'Identifies the trip; where a file has no id, a hash of the row',
    headers: ['trip_id', 'id'],
    required: 'readable',
    filledBy: 'producer',
  },
  {
    name: 'vendor_id',
    kind: 'category',
    meaning: 'Provider of the taxi meter',
    headers: ['vendor_id', 'vendorid', 'vendor_name'],
    values: VENDORS,
    required: 'plausible',
  },
  {
    name: 'pickup_at',
    kind: 'instant',
    meaning: 'When the meter was switched on',
    headers: ['pickup_at', 'pickup_datetime', 'tpep_pickup_datetime', 'lpep_pickup_datetime', 'trip_pickup_datetime'],
    required: 'readable',
  },
  {
    name: 'dropoff_at',
    kind: 'instant',
    meaning: 'When the meter was switched off; not before the pickup',
    headers: [
      'dropoff_at',
      'dropoff_datetime',
      'tpep_dropoff_datetime',
      'lpep_dropoff_datetime',
      'trip_dropoff_datetime',
    ],
  },
  {
    name: 'passenger_count',
    kind: 'integer',
    meaning: 'Passengers, as the driver entered them',
    headers: ['passenger_count'],
    minimum: 1,
  },
  {
    name: 'pickup_longitude',
    meaning: 'Where the meter was switched on',
    headers: ['pickup_longitude', 'start_lon'],
    ...LONGITUDE,
  },
  {
    name: 'pickup_latitude',
    meaning: 'Where the meter was switched on',
    headers: ['pickup_latitude', 'start_lat'],
    ...LATITUDE,
  },
  {
    name: 'dropoff_longitude',
    meaning: 'Where the meter was switched off',
    headers: ['dropoff_longitude', 'end_lon'],
    ...LONGITUDE,
  },
  {
    name: 'dropoff_latitude',
    meaning: 'Where the meter was switched off',
    headers: ['dropoff_latitude', 'end_lat'],
    ...LATITUDE,
  },
  {
    name: 'store_and_forward',
    kind: 'flag',
    meaning: 'True when the taxi held the record until it had a connection',
    headers: ['store_and_forward', 'store_and_fwd_flag'],
  },
  {
    name: 'distance_miles',
    kind: 'decimal',
    unit: 'miles',
    meaning: 'Length of the trip',
    headers: ['distance_miles', 'gc_distance', 'trip_distance'],
    minimum: 0,
  },
  {
    name: 'duration_s',
    kind: 'integer',
    unit: 'seconds',
    meaning: 'Duration of the trip; from pickup to drop-off where a file does not give it',
    headers: ['duration_s', 'trip_duration'],
    minimum: 60,
    maximum: 10_800,
  },
  {
    name: 'pickup_zone_id',
    meaning: 'TLC taxi zone of the pickup, in files without coordinates',
    headers: ['pickup_zone_id', 'pulocationid'],
    ...ZONE,
  },
  {
    name: 'dropoff_zone_id',
    meaning: 'TLC taxi zone of the drop-off, in files without coordinates',
    headers: ['dropoff_zone_id', 'dolocationid'],
    ...ZONE,
  },
  {
    name: 'source',
    kind: 'text',
    meaning: 'Where the trip comes from: a file name, or `kinesis:<stream>`',
    headers: ['source'],
    filledBy: 'producer',
  },
  {
    name: 'ingested_at',
    kind: 'instant',
    meaning: 'When the transform took the trip in',
    headers: ['ingested_at'],
    filledBy: 'transform',
  },
] as const satisfies readonly Field[];

export type FieldName = (typeof CATALOGUE)[number]['name'];

type ValueOf<K extends Kind> = K extends 'integer' | 'decimal' ? number : K extends 'flag' ? boolean : string;

/** A trip with the catalogue's names; absent values are left out. */
export type Trip = {
  -readonly [F in (typeof CATALOGUE)[number] as F extends { required: 'readable' } ? F['name'] : never]: ValueOf<
    F['kind']
  >;
} & {
  -readonly [F in (typeof CATALOGUE)[number] as F extends { required: 'readable' } ? never : F['name']]?: ValueOf<
    F['kind']
  >;
};

/** The catalogue, for code that treats all fields alike. */
export const FIELDS: readonly (Field & { readonly name: FieldName })[] = CATALOGUE;

/** The vendors as they are stored: the values of the lake's `vendor_id` partitions. */
export const VENDOR_IDS: readonly string[] = [...new Set(Object.values(VENDORS))];
