/**
 * The plain way to send trips, to compare the producer with: csv-parse makes objects of rows,
 * JSON.stringify makes documents of them, and PutRecords sends 500 at a time, a record for each
 * trip. The SDK has its defaults except for HTTP/1.1. Arguments: FILE ENDPOINT CONCURRENCY.
 */
import { createReadStream } from 'node:fs';
import { KinesisClient, PutRecordsCommand, type PutRecordsRequestEntry } from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { parse } from 'csv-parse';
import pLimit from 'p-limit';

type Row = Readonly<Record<string, string>>;

const [file = '', endpoint = '', concurrency = '4'] = process.argv.slice(2);
const client = new KinesisClient({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  requestHandler: new NodeHttpHandler(),
});

/** Does less than the producer: it keeps the machine's time zone and checks no bounds. */
function tripOf(row: Row): object {
  return {
    trip_id: row.id,
    vendor_id: row.vendor_id,
    pickup_at: new Date(row.pickup_datetime ?? '').toISOString(),
    dropoff_at: new Date(row.dropoff_datetime ?? '').toISOString(),
    passenger_count: Number(row.passenger_count),
    pickup_longitude: Number(row.pickup_longitude),
    pickup_latitude: Number(row.pickup_latitude),
    dropoff_longitude: Number(row.dropoff_longitude),
    dropoff_latitude: Number(row.dropoff_latitude),
    store_and_forward: row.store_and_fwd_flag === 'Y',
    distance_miles: Number(row.gc_distance),
    duration_s: Number(row.trip_duration),
    source: 'trips.csv',
  };
}

async function main(): Promise<void> {
  const limit = pLimit(Number(concurrency));
  const requests = new Set<Promise<unknown>>();
  let records: PutRecordsRequestEntry[] = [];
  const flush = async () => {
    const command = new PutRecordsCommand({ StreamName: 'trips', Records: records });
    records = [];
    const request = limit(() => client.send(command)).finally(() => requests.delete(request));
    requests.add(request);
    while (limit.pendingCount > 0) await Promise.race(requests);
  };
  for await (const row of createReadStream(file).pipe(parse({ columns: true })) as AsyncIterable<Row>) {
    records.push({ PartitionKey: row.id ?? '', Data: Buffer.from(JSON.stringify(tripOf(row))) });
    if (records.length === 500) await flush();
  }
  if (records.length > 0) await flush();
  await Promise.all(requests);
  client.destroy();
}

void main();
