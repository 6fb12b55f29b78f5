/** What every AWS service that speaks JSON 1.1 answers to a call that it refuses. */

/** An answer to a call that failed: a value of the protocol, thrown by an action and written out by the HTTP edge. */
export class ApiError extends Error {
  constructor(
    readonly type: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
    this.name = type;
  }
}

export const invalidArgument = (message: string) => new ApiError('InvalidArgumentException', message);
export const malformed = (message: string) => new ApiError('SerializationException', message);
