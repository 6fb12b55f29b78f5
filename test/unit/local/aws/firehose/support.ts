/** Settings, documents and a running endpoint for the tests of Firehose. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FirehoseClient, PutRecordBatchCommand } from '@aws-sdk/client-firehose';
import { DuckDBInstance } from '@duckdb/node-api';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { Bucket } from '../../../../../local/aws/bucket/bucket';
import { VirtualClock } from '../../../../../local/aws/clock';
import { FirehoseEndpoint, type FirehoseEndpointOptions } from '../../../../../local/aws/firehose/endpoint';
import type { DeliveryStreamWiring, TableWiring } from '../../../../../local/aws/template/wiring';

export const table: TableWiring = {
  database: 'city',
  name: 'rides',
  columns: [
    { name: 'id', type: 'string' },
    { name: 'seats', type: 'int' },
    { name: 'metres', type: 'bigint' },
    { name: 'fare', type: 'double' },
    { name: 'shared', type: 'boolean' },
    { name: 'began_at', type: 'timestamp' },
  ],
  partitionKeys: [
    { name: 'month', type: 'int' },
    { name: 'vendor', type: 'string' },
  ],
  bucketName: 'lake',
  locationPrefix: 'rides/',
  parameters: {},
};

/** A stream with dynamic partitioning by month and vendor, and conversion to Parquet. */
export const partitioned: DeliveryStreamWiring = {
  name: 'rides',
  arn: 'arn:aws:firehose:us-east-1:000000000000:deliverystream/rides',
  bucketName: 'lake',
  prefix: 'rides/month=!{partitionKeyFromQuery:month}/vendor=!{partitionKeyFromQuery:vendor}/',
  errorOutputPrefix: 'errors/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/',
  bufferingSeconds: 60,
  bufferingMiB: 64,
  recordDeaggregation: true,
  metadataExtractionQuery: '{month: .began_at[5:7], vendor: .vendor}',
  parquet: { database: 'city', table: 'rides', compression: 'SNAPPY' },
};

/** A stream that stores records as they come. */
export const plain: DeliveryStreamWiring = {
  name: 'notes',
  arn: 'arn:aws:firehose:us-east-1:000000000000:deliverystream/notes',
  bucketName: 'lake',
  prefix: 'notes/!{timestamp:yyyy-MM-dd}/',
  errorOutputPrefix: 'note-errors/!{firehose:error-output-type}/',
  bufferingSeconds: 60,
  bufferingMiB: 1,
  recordDeaggregation: false,
};

export interface Ride {
  readonly id?: string;
  readonly [field: string]: unknown;
}

export const ride = (fields: Ride = {}): Ride => ({
  id: 'r1',
  vendor: '1',
  seats: 2,
  metres: 1500,
  fare: 12.5,
  shared: false,
  began_at: '2016-01-01T05:06:07Z',
  ...fields,
});

export const lines = (documents: readonly object[]) => documents.map((each) => `${JSON.stringify(each)}\n`).join('');

/** Starts an endpoint with its own state folder, which `close` removes. */
export async function start(options: Partial<FirehoseEndpointOptions> = {}) {
  const stateFolder = mkdtempSync(path.join(tmpdir(), 'firehose-'));
  const clock = new VirtualClock();
  const removeState = () => rmSync(stateFolder, { recursive: true, force: true });
  const base = {
    deliveryStreams: [partitioned, plain],
    tables: [table],
    buckets: [{ name: 'lake' }],
    stateFolder,
    clock,
  };
  const endpoint = await FirehoseEndpoint.start({ ...base, ...options }).catch((error: unknown) => {
    removeState();
    throw error;
  });
  const client = new FirehoseClient({
    region: 'us-east-1',
    endpoint: endpoint.url,
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    requestHandler: new NodeHttpHandler(),
    maxAttempts: 1,
  });
  const put = (name: string, records: readonly (string | Uint8Array)[]) =>
    client.send(
      new PutRecordBatchCommand({
        DeliveryStreamName: name,
        Records: records.map((record) => ({ Data: Buffer.from(record as string) })),
      }),
    );
  const close = async () => {
    client.destroy();
    await endpoint.stop();
    removeState();
  };
  return { endpoint, client, clock, put, close, stateFolder, bucket: new Bucket(stateFolder, 'lake') };
}

export type Running = Awaited<ReturnType<typeof start>>;

/**
 * Runs a DuckDB query.
 * @returns rows of JSON values
 */
export async function queryRows(sql: string) {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Reads the rides in the lake, without the partition columns of their folders. */
export const rides = ({ bucket }: Running) =>
  queryRows(
    `SELECT * EXCLUDE (month, vendor) FROM read_parquet('${bucket.root}/rides/**/*.parquet', hive_partitioning = true) ORDER BY id`,
  );

/** Reads the lines of all objects under the error prefix. */
export async function errorRecords({ bucket }: Running): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const keys = await bucket.list('errors/');
  const objects = await Promise.all(keys.map((key) => bucket.read(key)));
  return objects.flatMap((object) =>
    object
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  );
}

export const rawData = (record: Readonly<Record<string, unknown>> | undefined) =>
  Buffer.from(String(record?.rawData), 'base64').toString();
