/**
 * Tells whether a failed call to AWS may succeed when it is made again, by the SDK's lists and
 * ours.
 */
import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';

/** An error as the AWS SDK or Node throws it. */
type CallError = Parameters<typeof isTransientError>[0] & { readonly code?: string };

/** Node's codes for a broken connection that the SDK does not list. */
const BROKEN = ['EAI_AGAIN', 'ERR_STREAM_PREMATURE_CLOSE', 'HPE_INVALID_EOF_STATE'];

/** Node's codes for an address where nobody answers. */
const NOBODY = ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH'];

/** @param code of a service's error, or of one entry in its answer */
export function isThrottling(code: string): boolean {
  return code === 'KMSThrottlingException' || isThrottlingError({ name: code } as CallError);
}

/** The service's code for a failed call, or Node's: failures are counted under it. */
export function codeOf(error: unknown): string {
  const { name, code } = error as Partial<CallError>;
  return code ?? name ?? 'Error';
}

/**
 * True for throttling, a fault of the service, a broken connection, a timeout, and a signature that
 * was too old or too new if the SDK has corrected its clock since.
 */
export function isRetryable(error: unknown): boolean {
  const failure = error as CallError;
  if (isThrottling(failure.name) || isThrottlingError(failure)) return true;
  return isTransientError(failure) || isServerError(failure) || BROKEN.includes(codeOf(error));
}

/** True if nobody answered at the address: further calls would fail alike. */
export function isUnreachable(error: unknown): boolean {
  return NOBODY.includes(codeOf(error));
}
