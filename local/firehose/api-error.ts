/** The errors of Amazon Data Firehose, with the types, status codes and messages that AWS gives. */

/** An answer to a call that failed: a value of the protocol, thrown by an action and written out by the HTTP edge. */
export class FirehoseError extends Error {
  constructor(
    readonly type: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
    this.name = type;
  }
}

export const SERVICE_UNAVAILABLE = {
  type: 'ServiceUnavailableException',
  message: 'Slow down.',
} as const;

/** @param at the member as AWS names it, for instance `records.3.member.data`. */
export const invalidValue = (at: string, constraint: string, value = 'Value') =>
  new FirehoseError(
    'ValidationException',
    `1 validation error detected: ${value} at '${at}' failed to satisfy constraint: Member must ${constraint}`,
  );

export const invalidArgument = (message: string) => new FirehoseError('InvalidArgumentException', message);
export const malformed = (message: string) => new FirehoseError('SerializationException', message);

export const streamNotFound = (name: string) =>
  new FirehoseError('ResourceNotFoundException', `Firehose ${name} not found under this account.`);
