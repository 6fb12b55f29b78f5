/** The errors of Kinesis Data Streams, with the types, status codes and messages that AWS gives. */
import { ApiError } from '../../aws-json/protocol';

/** @param at the member as AWS names it, for example `records.3.member.partitionKey`. */
export const invalidValue = (at: string, constraint: string, value?: string) => {
  const shown = value === undefined ? 'Value' : `Value '${value}'`;
  return new ApiError(
    'ValidationException',
    `1 validation error detected: ${shown} at '${at}' failed to satisfy constraint: Member must ${constraint}`,
  );
};

export const missingValue = (at: string) =>
  new ApiError(
    'ValidationException',
    `1 validation error detected: Value null at '${at}' failed to satisfy constraint: Member must not be null`,
  );

export const streamNotFound = (name: string, account: string) =>
  new ApiError('ResourceNotFoundException', `Stream ${name} under account ${account} not found.`);

export const shardNotFound = (shardId: string, stream: string, account: string) =>
  new ApiError(
    'ResourceNotFoundException',
    `Shard ${shardId} in stream ${stream} under account ${account} does not exist`,
  );

export const rateExceeded = (message: string) => new ApiError('ProvisionedThroughputExceededException', message);

/** An ExpiredIteratorException. Both times are in milliseconds since 1970. */
export const expiredIterator = (createdAt: number, now: number, toleratedMs: number) =>
  new ApiError(
    'ExpiredIteratorException',
    `Iterator expired. The iterator was created at time ${new Date(createdAt).toUTCString()} while right now it is ` +
      `${new Date(now).toUTCString()} which is further in the future than the tolerated delay of ${toleratedMs} milliseconds.`,
  );
