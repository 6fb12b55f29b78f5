/** Packs trips into Kinesis records, about 130 in one. */
import { Aggregate } from '../../common/kpl/encode';
import { type TripDocument, textOf, tripOf } from '../../telemetry/document';
import type { Journal } from '../keep/journal';
import type { OutgoingRecord } from './outgoing-record';

/**
 * Bytes of an aggregate: 47 payload units of 1 KiB, about 130 trips, and small beside a shard's 1
 * MiB/s.
 */
const RECORD_BYTES = 48 * 1024;

/** The Kinesis API's limit for a partition key, in characters. */
const KEY_CHARACTERS = 256;

export interface PackerOptions {
  /** False for one record per trip. */
  readonly aggregation: boolean;
  /** Longest wait of a trip for others, in milliseconds. */
  readonly lingerMs: number;
}

export class Packer {
  private aggregate: Aggregate | undefined;
  private since = 0;
  private lastLine = 0;
  private linger: NodeJS.Timeout | undefined;

  /**
   * @param emit takes each record that is full or has waited long enough, in the order of the trips
   */
  constructor(
    private readonly journal: Journal,
    private readonly options: PackerOptions,
    private readonly emit: (record: OutgoingRecord) => void,
  ) {}

  /** @param line of the trip in its file, after those of earlier trips */
  add(trip: TripDocument, line: number): void {
    if (this.options.aggregation && (this.fits(trip) || this.begin(trip))) this.lastLine = line;
    else this.emitAlone(trip, line);
  }

  /** Emits the aggregate in the making. */
  flush(): void {
    const { aggregate, since } = this;
    if (!aggregate) return;
    clearTimeout(this.linger);
    this.aggregate = undefined;
    const { partitionKey, count: trips, userBytes } = aggregate;
    const data = aggregate.finish();
    const ticket = this.journal.take(this.lastLine);
    this.emit({ partitionKey, data, trips, userBytes, since, journal: this.journal, ticket });
  }

  private fits(trip: TripDocument): boolean {
    return this.aggregate?.addBytes(trip.bytes, trip.start, trip.end) === true;
  }

  /**
   * Begins another aggregate.
   * @returns false for a trip that is too large for any
   */
  private begin(trip: TripDocument): boolean {
    this.flush();
    const aggregate = new Aggregate(keyOf(trip), RECORD_BYTES);
    if (!aggregate.addBytes(trip.bytes, trip.start, trip.end)) return false;
    this.aggregate = aggregate;
    this.since = Date.now();
    this.linger = setTimeout(() => this.flush(), this.options.lingerMs);
    return true;
  }

  private emitAlone(trip: TripDocument, line: number): void {
    const data = Buffer.from(textOf(trip));
    const { journal } = this;
    const ticket = journal.take(line);
    const own = { partitionKey: keyOf(trip), data, userBytes: data.length, since: Date.now() };
    this.emit({ ...own, trips: 1, journal, ticket });
  }
}

/**
 * Kinesis routes by the MD5 of the key. Ids differ, so their MD5s spread evenly over the shards.
 */
function keyOf(trip: TripDocument): string {
  return tripOf(trip).trip_id.slice(0, KEY_CHARACTERS);
}
