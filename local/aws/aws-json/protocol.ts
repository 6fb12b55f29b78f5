/** The parts of the JSON 1.1 protocol that AWS services share: the body of a call and an error. */

/** The body of a call: any JSON object. */
export type Body = Readonly<Record<string, unknown>>;

export function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The answer to a call that failed. An action throws it, and the HTTP edge sends it. */
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
