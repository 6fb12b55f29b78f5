/** The actions of Firehose by name. */
import { randomUUID } from 'node:crypto';
import { ApiError, type Body } from '../../aws-json/protocol';
import type { DeliveryStream } from '../stream/delivery-stream';
import { SERVICE_UNAVAILABLE, streamNotFound } from './errors';
import type { FirehoseFaults } from './faults';
import { readRecord, readRecords, streamName, unknownOperation } from './put-input';

/** State that the actions work on. */
export interface Context {
  readonly streams: ReadonlyMap<string, DeliveryStream>;
  readonly faults: FirehoseFaults;
  /** When the endpoint started, in seconds since 1970. */
  readonly createdAt: number;
}

type Action = (body: Body, context: Context) => Promise<object> | object;

const ACTIONS: Readonly<Record<string, Action>> = {
  PutRecord: putRecord,
  PutRecordBatch: putRecordBatch,
  DescribeDeliveryStream: describe,
  ListDeliveryStreams: list,
};

/** Whether faults may apply to a call of this action. */
export function isPut(action: string): boolean {
  return action === 'PutRecord' || action === 'PutRecordBatch';
}

/** @throws ApiError for a call that AWS would refuse. */
export async function perform(action: string, body: Body, context: Context): Promise<object> {
  const run = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
  if (!run) throw unknownOperation(action);
  return run(body, context);
}

function find(body: Body, { streams }: Context): DeliveryStream {
  const name = streamName(body);
  const stream = streams.get(name);
  if (!stream) throw streamNotFound(name);
  return stream;
}

async function putRecord(body: Body, context: Context): Promise<object> {
  const stream = find(body, context);
  const record = readRecord(body);
  if (context.faults.refusesEntry()) throw new ApiError(SERVICE_UNAVAILABLE.type, SERVICE_UNAVAILABLE.message, 503);
  await stream.ready();
  stream.accept(record);
  return { RecordId: randomUUID(), Encrypted: false };
}

async function putRecordBatch(body: Body, context: Context): Promise<object> {
  const stream = find(body, context);
  const records = readRecords(body);
  await stream.ready();
  const RequestResponses = records.map((record) => {
    if (context.faults.refusesEntry()) {
      return { ErrorCode: SERVICE_UNAVAILABLE.type, ErrorMessage: SERVICE_UNAVAILABLE.message };
    }
    stream.accept(record);
    return { RecordId: randomUUID() };
  });
  const FailedPutCount = RequestResponses.filter((entry) => 'ErrorCode' in entry).length;
  return { FailedPutCount, Encrypted: false, RequestResponses };
}

function describe(body: Body, context: Context): object {
  const { wiring } = find(body, context);
  const ExtendedS3DestinationDescription = {
    BucketARN: `arn:aws:s3:::${wiring.bucketName}`,
    Prefix: wiring.prefix,
    ErrorOutputPrefix: wiring.errorOutputPrefix,
    BufferingHints: { SizeInMBs: wiring.bufferingMiB, IntervalInSeconds: wiring.bufferingSeconds },
    CompressionFormat: 'UNCOMPRESSED',
    DynamicPartitioningConfiguration: { Enabled: wiring.metadataExtractionQuery !== undefined },
    DataFormatConversionConfiguration: { Enabled: wiring.parquet !== undefined },
  };
  return {
    DeliveryStreamDescription: {
      DeliveryStreamName: wiring.name,
      DeliveryStreamARN: wiring.arn,
      DeliveryStreamStatus: 'ACTIVE',
      DeliveryStreamType: 'DirectPut',
      VersionId: '1',
      CreateTimestamp: context.createdAt,
      Destinations: [{ DestinationId: 'destinationId-000000000001', ExtendedS3DestinationDescription }],
      HasMoreDestinations: false,
    },
  };
}

/** AWS's default of ListDeliveryStreams. */
const LISTED_NAMES = 10;

function list(body: Body, { streams }: Context): object {
  const after = typeof body.ExclusiveStartDeliveryStreamName === 'string' ? body.ExclusiveStartDeliveryStreamName : '';
  const limit = typeof body.Limit === 'number' ? body.Limit : LISTED_NAMES;
  const names = [...streams.keys()].sort().filter((name) => name > after);
  return { DeliveryStreamNames: names.slice(0, limit), HasMoreDeliveryStreams: names.length > limit };
}
