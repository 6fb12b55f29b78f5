/**
 * PutRecord and PutRecords. A call that exceeds a limit is refused as a whole. An entry for a busy
 * shard fails alone.
 */

import { ApiError, type Body, invalidArgument, isBody, malformed } from '../../aws-json/protocol';
import { parseHashKey } from '../shard/hash-range';
import { PUT_LIMITS } from '../shard/limits';
import { sizeOf } from '../shard/record';
import { invalidValue, missingValue } from '../stream/errors';
import type { Entry } from '../stream/stream';
import type { Actions, Context } from './context';
import { text } from './fields';

export const putActions: Actions = { PutRecord: putRecord, PutRecords: putRecords };

function putRecord(body: Body, { streams, faults }: Context): object {
  const entry = readEntry(body, '');
  const outcome = streams.find(reference(body)).put(entry, faults.entry());
  if (outcome instanceof ApiError) throw outcome;
  return { ShardId: outcome.shardId, SequenceNumber: outcome.sequenceNumber, EncryptionType: 'NONE' };
}

function putRecords(body: Body, { streams, faults }: Context): object {
  const entries = readEntries(body.Records);
  const stream = streams.find(reference(body));
  let failed = 0;
  const results = entries.map((entry) => {
    const outcome = stream.put(entry, faults.entry());
    if (!(outcome instanceof ApiError)) {
      return { SequenceNumber: outcome.sequenceNumber, ShardId: outcome.shardId };
    }
    failed += 1;
    return { ErrorCode: outcome.type, ErrorMessage: outcome.message };
  });
  return { FailedRecordCount: failed, Records: results, EncryptionType: 'NONE' };
}

function reference(body: Body) {
  return { name: text(body, 'StreamName'), arn: text(body, 'StreamARN') };
}

function readEntries(records: unknown): readonly Entry[] {
  if (records === undefined || records === null) throw missingValue('records');
  if (!Array.isArray(records)) throw malformed('Records is not a list.');
  if (records.length === 0) throw invalidValue('records', 'have length greater than or equal to 1', '[]');
  if (records.length > PUT_LIMITS.recordsPerCall) {
    const shown = `[${records.length} records]`;
    throw invalidValue('records', `have length less than or equal to ${PUT_LIMITS.recordsPerCall}`, shown);
  }
  let bytes = 0;
  const entries = records.map((record: unknown, index) => {
    if (!isBody(record)) throw malformed(`Records[${index}] is not a structure.`);
    const entry = readEntry(record, `records.${index + 1}.member.`);
    bytes += sizeOf(entry);
    return entry;
  });
  if (bytes > PUT_LIMITS.bytesPerCall) {
    throw invalidArgument(`Records size exceeds 10 MB limit: data and partition keys are ${bytes} bytes.`);
  }
  return entries;
}

/** @param at prefix of a member's name in AWS's messages. */
function readEntry(body: Body, at: string): Entry {
  const partitionKey = readPartitionKey(body, at);
  const entry = { partitionKey, data: readData(body.Data, `${at}data`) };
  if (sizeOf(entry) > PUT_LIMITS.bytesPerRecord) {
    throw invalidArgument(
      `Record size exceeds 1 MB limit: data and partition key at '${at}data' are ${sizeOf(entry)} bytes, ` +
        `the most is ${PUT_LIMITS.bytesPerRecord}.`,
    );
  }
  const explicit = text(body, 'ExplicitHashKey');
  if (explicit === undefined) return entry;
  const explicitHashKey = parseHashKey(explicit);
  if (explicitHashKey === undefined) {
    throw invalidArgument(
      `Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was ${explicit}`,
    );
  }
  return { ...entry, explicitHashKey };
}

function readPartitionKey(body: Body, at: string): string {
  const key = text(body, 'PartitionKey');
  if (key === undefined) throw missingValue(`${at}partitionKey`);
  if (key.length === 0) throw invalidValue(`${at}partitionKey`, 'have length greater than or equal to 1', key);
  const most = PUT_LIMITS.partitionKeyCharacters;
  if (key.length > most) throw invalidValue(`${at}partitionKey`, `have length less than or equal to ${most}`, key);
  return key;
}

function readData(value: unknown, at: string): Buffer {
  if (value === undefined || value === null) throw missingValue(at);
  if (typeof value !== 'string') throw malformed(`'${at}' is ${typeof value}: give base64.`);
  const data = Buffer.from(value, 'base64');
  // Buffer.from skips characters that are not base64. The result is then shorter than the text
  // says.
  if (value.length % 4 !== 0 || data.length !== Buffer.byteLength(value, 'base64')) {
    throw malformed(`'${at}' is not valid base64.`);
  }
  if (data.length > PUT_LIMITS.bytesPerRecord) {
    throw invalidValue(at, `have length less than or equal to ${PUT_LIMITS.bytesPerRecord}`);
  }
  return data;
}
