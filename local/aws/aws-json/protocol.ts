/** What every AWS service that speaks JSON 1.1 reads and answers: the body of a call, and the error of one it refuses. */

/** The body of a call: an object, whatever it holds. */
export type Body = Readonly<Record<string, unknown>>;

export function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

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
