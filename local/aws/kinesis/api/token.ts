/** Opaque tokens that carry state through a client: shard iterators and NextToken. */
import { type ApiError, invalidArgument } from '../../aws-json/protocol';
import { GET_LIMITS } from '../shard/limits';
import { expiredIterator } from '../stream/errors';

/** Shard and position at which GetRecords continues. */
export interface ShardIterator {
  readonly stream: string;
  /** Distinguishes a stream from a later one of the same name. Milliseconds since 1970. */
  readonly streamCreatedAt: number;
  readonly shardId: string;
  /** Running number of the next record to return. */
  readonly position: number;
}

export function writeIterator({ stream, streamCreatedAt, shardId, position }: ShardIterator, now: number): string {
  return encode(['iterator', stream, streamCreatedAt, shardId, position, now]);
}

/**
 * @throws ApiError InvalidArgumentException for a text that is not an iterator, and
 *   ExpiredIteratorException after five minutes.
 */
export function readIterator(token: string, now: number): ShardIterator {
  const [kind, stream, streamCreatedAt, shardId, position, createdAt] = decode(token);
  if (
    kind !== 'iterator' ||
    typeof stream !== 'string' ||
    typeof streamCreatedAt !== 'number' ||
    typeof shardId !== 'string' ||
    typeof position !== 'number' ||
    typeof createdAt !== 'number'
  ) {
    throw invalidIterator();
  }
  if (now - createdAt > GET_LIMITS.iteratorLifeMs) throw expiredIterator(createdAt, now, GET_LIMITS.iteratorLifeMs);
  return { stream, streamCreatedAt, shardId, position };
}

/** Writes a NextToken of ListShards, which continues after a shard. */
export function writeShardsToken(stream: string, afterShardId: string): string {
  return encode(['shards', stream, afterShardId]);
}

export function readShardsToken(token: string): { readonly stream: string; readonly afterShardId: string } {
  const [kind, stream, afterShardId] = decode(token);
  if (kind !== 'shards' || typeof stream !== 'string' || typeof afterShardId !== 'string') {
    throw invalidArgument('Invalid NextToken.');
  }
  return { stream, afterShardId };
}

function invalidIterator(): ApiError {
  return invalidArgument('Invalid ShardIterator.');
}

function encode(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64');
}

function decode(token: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(token, 'base64').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}
