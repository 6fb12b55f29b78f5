/** CreateStream, DeleteStream, and the actions that describe and list streams and shards. */

import { type Body, invalidArgument } from '../../aws-json/protocol';
import { invalidValue } from '../stream/errors';
import type { KinesisStream } from '../stream/stream';
import type { Streams } from '../stream/streams';
import type { Actions, Context } from './context';
import { integer, oneOf, requiredText, structure, text } from './fields';
import { readShardsToken, writeShardsToken } from './token';

export const streamActions: Actions = {
  CreateStream: createStream,
  DeleteStream: deleteStream,
  DescribeStream: describeStream,
  DescribeStreamSummary: describeStreamSummary,
  ListStreams: listStreams,
  ListShards: listShards,
};

/** Shards that an on-demand stream starts with, as in the cloud. */
const ON_DEMAND_SHARDS = 4;

/** Bound of ShardCount. The quota of shards is lower. */
const MAX_SHARDS = 100_000;

/** Bounds and defaults of a page, from the API reference of each action. */
const MAX_PAGE = 10_000;
const DEFAULT_PAGE = 100;
const DEFAULT_SHARDS_PAGE = 1_000;

function createStream(body: Body, { streams }: Context): object {
  const name = requiredText(body, 'StreamName');
  if (!/^[a-zA-Z0-9_.-]{1,128}$/.test(name)) {
    throw invalidValue('streamName', 'satisfy regular expression pattern: [a-zA-Z0-9_.-]{1,128}', name);
  }
  const details = structure(body, 'StreamModeDetails') ?? {};
  const mode = oneOf(details, 'StreamMode', ['PROVISIONED', 'ON_DEMAND'] as const) ?? 'PROVISIONED';
  const shardCount = integer(body, 'ShardCount', 1, MAX_SHARDS);
  if (mode === 'ON_DEMAND') {
    if (shardCount !== undefined) throw invalidArgument('ShardCount must not be given with stream mode ON_DEMAND.');
    streams.create(name, mode, ON_DEMAND_SHARDS);
    return {};
  }
  if (shardCount === undefined) {
    throw invalidArgument('ShardCount must be given with stream mode PROVISIONED, which is the default.');
  }
  streams.create(name, mode, shardCount);
  return {};
}

function deleteStream(body: Body, { streams }: Context): object {
  streams.delete(find(body, streams));
  return {};
}

function describeStream(body: Body, { streams }: Context): object {
  const stream = find(body, streams);
  const limit = integer(body, 'Limit', 1, MAX_PAGE) ?? DEFAULT_PAGE;
  const { shards, more } = shardsAfter(stream, text(body, 'ExclusiveStartShardId'), limit);
  return { StreamDescription: { ...description(stream), Shards: shards, HasMoreShards: more } };
}

function describeStreamSummary(body: Body, { streams }: Context): object {
  const stream = find(body, streams);
  return {
    StreamDescriptionSummary: { ...description(stream), OpenShardCount: stream.shards.length, ConsumerCount: 0 },
  };
}

function listStreams(body: Body, { streams }: Context): object {
  const limit = integer(body, 'Limit', 1, MAX_PAGE) ?? DEFAULT_PAGE;
  const after = text(body, 'NextToken') ?? text(body, 'ExclusiveStartStreamName') ?? '';
  const rest = streams.all.filter((stream) => stream.name > after);
  const page = rest.slice(0, limit);
  const more = rest.length > page.length;
  return {
    StreamNames: page.map((stream) => stream.name),
    StreamSummaries: page.map(summary),
    HasMoreStreams: more,
    ...(more ? { NextToken: page.at(-1)?.name } : {}),
  };
}

function listShards(body: Body, { streams }: Context): object {
  const token = text(body, 'NextToken');
  if (token !== undefined && (body.StreamName !== undefined || body.StreamARN !== undefined)) {
    throw invalidArgument('NextToken and StreamName cannot be provided together.');
  }
  const from = token === undefined ? undefined : readShardsToken(token);
  const stream = from === undefined ? find(body, streams) : streams.find({ name: from.stream, arn: undefined });
  // Shards neither split nor merge here, so only the shard filter AFTER_SHARD_ID leaves any shard
  // out.
  const filtered = text(structure(body, 'ShardFilter') ?? {}, 'ShardId');
  const after = from?.afterShardId ?? text(body, 'ExclusiveStartShardId') ?? filtered;
  const { shards, more } = shardsAfter(stream, after, integer(body, 'MaxResults', 1, MAX_PAGE) ?? DEFAULT_SHARDS_PAGE);
  const last = shards.at(-1);
  return { Shards: shards, ...(more && last ? { NextToken: writeShardsToken(stream.name, last.ShardId) } : {}) };
}

function find(body: Body, streams: Streams): KinesisStream {
  return streams.find({ name: text(body, 'StreamName'), arn: text(body, 'StreamARN') });
}

function shardsAfter(stream: KinesisStream, after: string | undefined, limit: number) {
  const all = stream.shards.map((shard, index) => ({
    ShardId: shard.shardId,
    HashKeyRange: {
      StartingHashKey: String(stream.ranges[index]?.start),
      EndingHashKey: String(stream.ranges[index]?.end),
    },
    SequenceNumberRange: { StartingSequenceNumber: shard.sequence.format(0) },
  }));
  const rest = after === undefined ? all : all.filter((shard) => shard.ShardId > after);
  return { shards: rest.slice(0, limit), more: rest.length > limit };
}

function summary({ wiring, createdAt }: KinesisStream) {
  return {
    StreamName: wiring.name,
    StreamARN: wiring.arn,
    StreamStatus: 'ACTIVE',
    StreamModeDetails: { StreamMode: wiring.mode },
    StreamCreationTimestamp: createdAt / 1000,
  };
}

function description(stream: KinesisStream) {
  return {
    ...summary(stream),
    RetentionPeriodHours: stream.wiring.retentionHours,
    EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
    EncryptionType: 'NONE',
  };
}
