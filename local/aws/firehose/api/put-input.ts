/** Reads and checks the input of put calls. */
import { ApiError, type Body, invalidArgument, isBody, malformed } from '../../aws-json/protocol';
import { invalidValue } from './errors';

/**
 * Limits of a put, from the Firehose developer guide ("Amazon Data Firehose quota"): 1,000 KiB a
 * record before base64; 500 records and 4 MiB a PutRecordBatch. A call over a limit is refused as a
 * whole and nothing is stored.
 */
const MAX_RECORD_BYTES = 1000 * 1024;
const MAX_RECORDS = 500;
const MAX_CALL_BYTES = 4 * 1024 * 1024;

/**
 * Reads the stream's name.
 * @throws ApiError when the call names no stream.
 */
export function streamName(body: Body): string {
  const name = body.DeliveryStreamName;
  if (typeof name !== 'string' || name === '') throw invalidValue('deliveryStreamName', 'not be null', 'Value null');
  return name;
}

/**
 * Reads the record of a PutRecord.
 * @throws ApiError as AWS answers.
 */
export function readRecord(body: Body): Buffer {
  return readData(body.Record, 'record');
}

/**
 * Reads the records of a PutRecordBatch.
 * @throws ApiError as AWS answers, for the call as a whole.
 */
export function readRecords(body: Body): readonly Buffer[] {
  const entries = body.Records;
  if (!Array.isArray(entries)) throw invalidValue('records', 'not be null', 'Value null');
  if (entries.length === 0) throw invalidValue('records', 'have length greater than or equal to 1');
  if (entries.length > MAX_RECORDS) throw invalidValue('records', `have length less than or equal to ${MAX_RECORDS}`);
  const records = entries.map((entry, at) => readData(entry, `records.${at + 1}.member`));
  const bytes = records.reduce((sum, { length }) => sum + length, 0);
  if (bytes > MAX_CALL_BYTES) throw invalidArgument('Records size exceeds 4 MB limit');
  return records;
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

function readData(entry: unknown, at: string): Buffer {
  const data = isBody(entry) ? entry.Data : undefined;
  if (data === undefined || data === null) throw invalidValue(`${at}.data`, 'not be null', 'Value null');
  if (typeof data !== 'string' || data.length % 4 !== 0 || !BASE64.test(data))
    throw malformed(`${at}.data is not base64.`);
  const record = Buffer.from(data, 'base64');
  if (record.length <= MAX_RECORD_BYTES) return record;
  throw invalidValue(`${at}.data`, `have length less than or equal to ${MAX_RECORD_BYTES}`);
}

export function unknownOperation(target: string): ApiError {
  return new ApiError(
    'UnknownOperationException',
    `"${target}" is not supported here. Supported: PutRecord, PutRecordBatch, DescribeDeliveryStream and ListDeliveryStreams of Firehose_20150804.`,
  );
}
