/** The errors of Kinesis Data Streams, with the types, status codes and messages that AWS gives. */

/** An answer to a call that failed: a value of the protocol, thrown by an action and written out by the HTTP edge. */
export class KinesisError extends Error {
  constructor(
    readonly type: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
    this.name = type;
  }
}

export const invalidArgument = (message: string) => new KinesisError('InvalidArgumentException', message);
export const malformed = (message: string) => new KinesisError('SerializationException', message);

/** @param at the member as AWS names it, for instance `records.3.member.partitionKey`. */
export const invalidValue = (at: string, constraint: string, value?: string) => {
  const shown = value === undefined ? 'Value' : `Value '${value}'`;
  return new KinesisError(
    'ValidationException',
    `1 validation error detected: ${shown} at '${at}' failed to satisfy constraint: Member must ${constraint}`,
  );
};

export const missingValue = (at: string) =>
  new KinesisError(
    'ValidationException',
    `1 validation error detected: Value null at '${at}' failed to satisfy constraint: Member must not be null`,
  );

export const streamNotFound = (name: string, account: string) =>
  new KinesisError('ResourceNotFoundException', `Stream ${name} under account ${account} not found.`);

export const shardNotFound = (shardId: string, stream: string, account: string) =>
  new KinesisError(
    'ResourceNotFoundException',
    `Shard ${shardId} in stream ${stream} under account ${account} does not exist`,
  );

export const rateExceeded = (message: string) => new KinesisError('ProvisionedThroughputExceededException', message);

/** An ExpiredIteratorException; both times in milliseconds since 1970. */
export const expiredIterator = (createdAt: number, now: number, toleratedMs: number) =>
  new KinesisError(
    'ExpiredIteratorException',
    `Iterator expired. The iterator was created at time ${new Date(createdAt).toUTCString()} while right now it is ` +
      `${new Date(now).toUTCString()} which is further in the future than the tolerated delay of ${toleratedMs} milliseconds.`,
  );
