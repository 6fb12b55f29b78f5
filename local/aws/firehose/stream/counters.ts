/** The counters of a delivery stream. */
export type ErrorOutputType = 'processing-failed' | 'format-conversion-failed';

/** What one delivery stream has done since it started. */
export interface DeliveryCounters {
  /** Accepted records. */
  readonly records: number;
  /**
   * JSON documents in those records. A record that cannot be split, or is stored as it comes,
   * counts as one.
   */
  readonly documents: number;
  /** Accepted bytes. */
  readonly bytes: number;
  /** Objects written under the prefix. `errorObjects` counts those under the error prefix. */
  readonly objects: number;
  readonly errorObjects: number;
  /** Documents in the objects written under the prefix. */
  readonly delivered: number;
  /** Opened buffers: one for each partition and interval. */
  readonly partitionsOpened: number;
  readonly maxPartitionsOpen: number;
  /** Documents sent to the error prefix, by error output type. */
  readonly errors: Readonly<Record<ErrorOutputType, number>>;
  /** How often this stream made the clock jump to the end of a buffering interval. */
  readonly jumps: number;
  /**
   * Documents that the cloud would send to the error prefix because there are over 500 active
   * partitions. With `jump: false` they go there too.
   */
  readonly overLimit: number;
  /** Early deliveries, because the buffers together held too many bytes. */
  readonly earlyDeliveries: number;
}

export type MutableCounters = { -readonly [Name in keyof DeliveryCounters]: DeliveryCounters[Name] } & {
  errors: Record<ErrorOutputType, number>;
};

export function newCounters(): MutableCounters {
  return {
    records: 0,
    documents: 0,
    bytes: 0,
    objects: 0,
    errorObjects: 0,
    delivered: 0,
    partitionsOpened: 0,
    maxPartitionsOpen: 0,
    errors: { 'processing-failed': 0, 'format-conversion-failed': 0 },
    jumps: 0,
    overLimit: 0,
    earlyDeliveries: 0,
  };
}
