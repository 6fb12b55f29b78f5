/** When a call is worth making again, and how long to wait before it. */

/** Milliseconds: the first wait is at most the one, no wait is longer than the other. */
const BASE_MS = 50;
const CAP_MS = 5_000;

/**
 * Exponential backoff with full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"): senders that failed
 * together do not come back together.
 * @param attempt failed attempts so far, at least 1
 * @param random in [0, 1)
 * @returns milliseconds
 */
export function backoff(attempt: number, random: number): number {
  return random * Math.min(CAP_MS, BASE_MS * 2 ** (attempt - 1));
}

/** Entries and calls that fail so were too many; the limits are the stream's. */
const THROTTLING = new Set([
  'ProvisionedThroughputExceededException',
  'KMSThrottlingException',
  'LimitExceededException',
  'RequestLimitExceeded',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);

/** Node's codes for a connection that broke, or that could not be made just now. */
const BROKEN = new Set([
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ERR_STREAM_PREMATURE_CLOSE',
  'HPE_INVALID_EOF_STATE',
]);

/** Node's codes for a place where nobody answers. */
const NOBODY = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH']);

/** A failed call, as the SDK describes it. */
interface CallError {
  readonly name?: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly clockSkewCorrected?: boolean };
}

export function isThrottling(code: string): boolean {
  return THROTTLING.has(code);
}

/** What a failed call is counted under: the service's code, or Node's. */
export function codeOf(error: unknown): string {
  const { name, code } = error as CallError;
  return code ?? name ?? 'Error';
}

/** True where the call may go well another time: throttling, a server's fault, a broken connection, a timeout. */
export function isRetryable(error: unknown): boolean {
  const { name = '', $metadata } = error as CallError;
  const status = $metadata?.httpStatusCode ?? 0;
  // The SDK has set its clock by the answer: the next signature will be in time.
  if ($metadata?.clockSkewCorrected === true) return true;
  if (status >= 500 || status === 429 || isThrottling(name) || name === 'TimeoutError') return true;
  const code = codeOf(error);
  return BROKEN.has(code) || NOBODY.has(code);
}

/** True where there was no one to send to: what follows would fare no better. */
export function isUnreachable(error: unknown): boolean {
  return NOBODY.has(codeOf(error));
}
