/** GetShardIterator and GetRecords. */

import { type Body, invalidArgument } from '../../aws-json/protocol';
import { GET_LIMITS } from '../shard/limits';
import type { StoredRecord } from '../shard/record';
import type { Shard } from '../shard/shard';
import { shardNotFound } from '../stream/errors';
import type { KinesisStream } from '../stream/stream';
import type { Actions, Context } from './context';
import { integer, missing, number, oneOf, requiredText, text } from './fields';
import { readIterator, writeIterator } from './token';

export const readActions: Actions = { GetShardIterator: getShardIterator, GetRecords: getRecords };

const ITERATOR_TYPES = [
  'AFTER_SEQUENCE_NUMBER',
  'LATEST',
  'AT_TIMESTAMP',
  'AT_SEQUENCE_NUMBER',
  'TRIM_HORIZON',
] as const;

function getShardIterator(body: Body, { streams, clock }: Context): object {
  const shardId = requiredText(body, 'ShardId');
  const stream = streams.find({ name: text(body, 'StreamName'), arn: text(body, 'StreamARN') });
  const shard = stream.shard(shardId);
  const position = startingPosition(body, stream, shard, clock.now());
  const iterator = { stream: stream.name, streamCreatedAt: stream.createdAt, shardId, position };
  return { ShardIterator: writeIterator(iterator, clock.now()) };
}

function startingPosition(body: Body, stream: KinesisStream, shard: Shard, now: number): number {
  const type = oneOf(body, 'ShardIteratorType', ITERATOR_TYPES) ?? missing('ShardIteratorType');
  switch (type) {
    case 'TRIM_HORIZON':
      return 0;
    case 'LATEST':
      return shard.next;
    case 'AT_SEQUENCE_NUMBER':
      return sequencePosition(body, type, stream, shard);
    case 'AFTER_SEQUENCE_NUMBER':
      return sequencePosition(body, type, stream, shard) + 1;
    case 'AT_TIMESTAMP':
      return shard.positionSince(timestamp(body, now));
  }
}

function sequencePosition(body: Body, type: string, stream: KinesisStream, shard: Shard): number {
  const sequenceNumber = text(body, 'StartingSequenceNumber');
  if (sequenceNumber === undefined) {
    throw invalidArgument(`Must specify startingSequenceNumber parameter for iterator of type ${type}.`);
  }
  const position = shard.sequence.parse(sequenceNumber);
  if (position === undefined) {
    throw invalidArgument(
      `StartingSequenceNumber ${sequenceNumber} used in GetShardIterator on shard ${shard.shardId} in stream ` +
        `${stream.name} under account ${stream.account} is invalid because it did not come from this stream.`,
    );
  }
  return position;
}

/** Converts the protocol's seconds to milliseconds since 1970. */
function timestamp(body: Body, now: number): number {
  const seconds = number(body, 'Timestamp');
  if (seconds === undefined) {
    throw invalidArgument('Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP.');
  }
  const milliseconds = Math.round(seconds * 1000);
  if (milliseconds > now) {
    throw invalidArgument(
      'The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. ' +
        `timestampInMillis: ${milliseconds}, currentTimestampInMillis: ${now}`,
    );
  }
  return milliseconds;
}

function getRecords(body: Body, { streams, clock }: Context): object {
  const limit = integer(body, 'Limit', 1, GET_LIMITS.recordsPerCall) ?? GET_LIMITS.recordsPerCall;
  const iterator = readIterator(requiredText(body, 'ShardIterator'), clock.now());
  const stream = streams.find({ name: iterator.stream, arn: undefined });
  if (stream.createdAt !== iterator.streamCreatedAt) {
    throw shardNotFound(iterator.shardId, stream.name, stream.account);
  }
  const shard = stream.shard(iterator.shardId);
  const batch = shard.readFrom(iterator.position, limit);
  if (batch === 'throttled') throw stream.exceeded(shard.shardId);
  return {
    Records: batch.records.map(asOutput),
    NextShardIterator: writeIterator({ ...iterator, position: batch.next }, clock.now()),
    MillisBehindLatest: batch.behindMs,
  };
}

function asOutput(record: StoredRecord): object {
  return {
    SequenceNumber: record.sequenceNumber,
    ApproximateArrivalTimestamp: record.arrivedAt / 1000,
    Data: record.data.toString('base64'),
    PartitionKey: record.partitionKey,
    EncryptionType: 'NONE',
  };
}
