/** The errors of Amazon Data Firehose, with the types, status codes and messages that AWS gives. */
import { ApiError } from '../../aws-json/protocol';

export const SERVICE_UNAVAILABLE = {
  type: 'ServiceUnavailableException',
  message: 'Slow down.',
} as const;

/** @param at the member as AWS names it, for example `records.3.member.data`. */
export const invalidValue = (at: string, constraint: string, value = 'Value') =>
  new ApiError(
    'ValidationException',
    `1 validation error detected: ${value} at '${at}' failed to satisfy constraint: Member must ${constraint}`,
  );

export const streamNotFound = (name: string) =>
  new ApiError('ResourceNotFoundException', `Firehose ${name} not found under this account.`);
