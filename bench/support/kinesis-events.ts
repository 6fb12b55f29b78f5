/** Makes Kinesis events as an event source mapping does from a stream that the producer fills. */
import { Aggregate } from '../../common/kpl/encode';
import type { Random } from '../../samples/random';
import type { Trip } from '../../telemetry/catalogue';
import { writeInstant } from '../../telemetry/instant';
import { writeTrip } from '../../telemetry/trip-json';

/** Size at which the producer sends a record, in bytes. */
const RECORD_BYTES = 48_000;

/** Lambda's limit for the payload of a synchronous invocation, in bytes. */
const EVENT_BYTES = 6 * 1024 * 1024;

export interface BenchEvent {
  /** The event as JSON, as Lambda passes it to the runtime. */
  readonly json: string;
  readonly records: number;
  readonly trips: number;
}

/** Makes a full event: 48 KB records up to the limit of the payload. */
export function fullEvent(random: Random): BenchEvent {
  const records: object[] = [];
  let trips = 0;
  for (let bytes = 0; ; ) {
    const aggregate = fullAggregate(random);
    const record = kinesisRecord(aggregate.partitionKey, aggregate.finish(), records.length);
    bytes += JSON.stringify(record).length + 1;
    if (bytes > EVENT_BYTES - '{"Records":[]}'.length) break;
    records.push(record);
    trips += aggregate.count;
  }
  return { json: JSON.stringify({ Records: records }), records: records.length, trips };
}

function fullAggregate(random: Random): Aggregate {
  const first = writeTrip(drawTrip(random));
  const aggregate = new Aggregate(`id${random.below(1e7)}`, RECORD_BYTES);
  for (let json = first; aggregate.add(json); ) json = writeTrip(drawTrip(random));
  return aggregate;
}

function kinesisRecord(partitionKey: string, data: Buffer, index: number): object {
  const sequenceNumber = String(49_590_338_271_490_256n * 10n ** 39n + BigInt(index));
  return {
    kinesis: {
      kinesisSchemaVersion: '1.0',
      partitionKey,
      sequenceNumber,
      data: data.toString('base64'),
      approximateArrivalTimestamp: 1_700_000_000.123,
    },
    eventSource: 'aws:kinesis',
    eventVersion: '1.0',
    eventID: `shardId-000000000000:${sequenceNumber}`,
    eventName: 'aws:kinesis:record',
    invokeIdentityArn: 'arn:aws:iam::123456789012:role/transform',
    awsRegion: 'eu-west-1',
    eventSourceARN: 'arn:aws:kinesis:eu-west-1:123456789012:stream/trips',
  };
}

/** Draws a plausible trip from half a year: about 360 bytes of JSON. */
function drawTrip(random: Random): Trip {
  const pickup = Date.UTC(2016, 0, 1) + random.below(182 * 86_400) * 1000;
  const duration = 60 + random.below(3_600);
  const degrees = (from: number, width: number) => Number((from + random.next() * width).toFixed(6));
  return {
    trip_id: `id${String(random.below(1e7)).padStart(7, '0')}`,
    vendor_id: random.next() < 0.5 ? '1' : '2',
    pickup_at: writeInstant(pickup),
    dropoff_at: writeInstant(pickup + duration * 1000),
    passenger_count: 1 + random.below(6),
    pickup_longitude: degrees(-74.02, 0.25),
    pickup_latitude: degrees(40.6, 0.2),
    dropoff_longitude: degrees(-74.02, 0.25),
    dropoff_latitude: degrees(40.6, 0.2),
    store_and_forward: random.next() < 0.01,
    distance_miles: Number((random.next() * 12).toFixed(2)),
    duration_s: duration,
    source: 'trips.csv',
  };
}
