/** What a person can do when AWS refuses a call for a reason outside of the call itself. */

const SIGN_IN =
  'Sign in with `aws configure sso` (later: `aws sso login`) and name the profile with AWS_PROFILE, or with --profile where the command has it; or set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, for temporary credentials, AWS_SESSION_TOKEN.';
const EXPIRED = 'The AWS credentials have expired. Sign in again, for example with `aws sso login`.';
const UNKNOWN_KEY =
  'AWS does not know these credentials. Check the profile, or AWS_ACCESS_KEY_ID and, for temporary credentials, AWS_SESSION_TOKEN. Check that the account has enabled the region.';
const BAD_SIGNATURE = 'AWS refuses the signature. Check AWS_SECRET_ACCESS_KEY and the clock of this machine.';
const NO_REGION = 'No AWS region is set. Give --region, set AWS_REGION, or add `region` to the profile.';
const NO_ADDRESS =
  'Check the region: its address was not found. Either there is no such region, or this machine has no internet connection.';
const NO_ANSWER = 'AWS does not answer. Check the internet connection and any proxy.';
const NOT_OPENED =
  'The AWS account is not ready for this service. Complete its registration, or enable the region for it.';

/**
 * Remedies by the service's code or Node's; older protocols have other codes for the same errors.
 */
const REMEDIES: Readonly<Record<string, string>> = {
  ExpiredToken: EXPIRED,
  ExpiredTokenException: EXPIRED,
  RequestExpired: EXPIRED,
  InvalidClientTokenId: UNKNOWN_KEY,
  UnrecognizedClientException: UNKNOWN_KEY,
  InvalidAccessKeyId: UNKNOWN_KEY,
  SignatureDoesNotMatch: BAD_SIGNATURE,
  InvalidSignatureException: BAD_SIGNATURE,
  IncompleteSignature: BAD_SIGNATURE,
  OptInRequired: NOT_OPENED,
  SubscriptionRequiredException: NOT_OPENED,
  ENOTFOUND: NO_ADDRESS,
  EAI_AGAIN: NO_ADDRESS,
  ECONNREFUSED: NO_ANSWER,
  ECONNRESET: NO_ANSWER,
  ETIMEDOUT: NO_ANSWER,
  TimeoutError: NO_ANSWER,
};

const DENIED = /^(AccessDenied|UnauthorizedOperation|NotAuthorized)/;

/**
 * Explains missing or expired credentials, a missing or unknown region, a missing connection and a
 * missing permission.
 * @returns one line that says what to do, without a stack; undefined for any other error
 */
export function explain(error: unknown): string | undefined {
  const { codes, message } = read(error);
  if (isDenied(error)) return `The credentials lack a permission: ${missingAction(error) ?? message}.`;
  if (/region is missing/i.test(message)) return NO_REGION;
  if (/expired/i.test(message) && codes.some((code) => /ProviderError$/.test(code))) return EXPIRED;
  if (codes.some((code) => /ProviderError$/.test(code)))
    return `No AWS credentials: ${message.replace(/\.$/, '')}. ${SIGN_IN}`;
  return codes.map((code) => REMEDIES[code]).find((remedy) => remedy !== undefined);
}

/** True if the credentials are valid but lack the permission. */
export function isDenied(error: unknown): boolean {
  return read(error).codes.some((code) => DENIED.test(code));
}

/**
 * @returns the action that is not allowed, such as `iam:GetRole`; undefined if the message names
 *   none
 */
export function missingAction(error: unknown): string | undefined {
  return /not authorized to perform:? ([a-z0-9-]+:\w+)/i.exec(read(error).message)?.[1];
}

/** Reads an error by its fields, as one from another realm fails `instanceof Error`. */
function read(error: unknown): { readonly codes: readonly string[]; readonly message: string } {
  const { name, code, message } = (error ?? {}) as Readonly<Record<string, unknown>>;
  const codes = [code, name].filter((value) => typeof value === 'string');
  return { codes, message: typeof message === 'string' ? message : String(error) };
}
