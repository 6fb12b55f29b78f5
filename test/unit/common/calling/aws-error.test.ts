import { explain, isDenied, missingAction } from '../../../../common/calling/aws-error';

const named = (name: string, message = name, code?: string) =>
  Object.assign(new Error(message), { name }, code === undefined ? {} : { code });

const DENIED = named(
  'AccessDeniedException',
  'User: arn:aws:iam::123456789012:user/x is not authorized to perform: iam:GetRole on resource: role y',
);

it.each([
  [
    'missing credentials',
    named('CredentialsProviderError', 'Could not load credentials from any providers'),
    /aws configure sso/,
  ],
  ['missing credentials', named('CredentialsProviderError'), /AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY/],
  [
    'an expired SSO session',
    named('CredentialsProviderError', 'The SSO session has expired.'),
    /^The AWS credentials have expired/,
  ],
  ['an expired SSO token', named('TokenProviderError', 'Token is expired.'), /aws sso login/],
  ['an expired token of the older protocols', named('ExpiredToken'), /have expired/],
  ['an expired token', named('ExpiredTokenException'), /have expired/],
  ['an unknown key', named('InvalidClientTokenId'), /enabled the region/],
  ['a wrong secret or clock', named('SignatureDoesNotMatch'), /clock of this machine/],
  ['a missing region', new Error('Region is missing'), /--region, set AWS_REGION/],
  [
    'an unknown region',
    named('Error', 'getaddrinfo ENOTFOUND sts.eu-nowhere-1.amazonaws.com', 'ENOTFOUND'),
    /^Check the region/,
  ],
  ['an absent connection', named('AggregateError', '', 'ECONNREFUSED'), /does not answer/],
  ['a service that is too slow', named('TimeoutError'), /does not answer/],
  ['a missing permission', DENIED, /iam:GetRole/],
])('says what to do about %s', (_, error, remedy) => {
  expect(explain(error)).toMatch(remedy);
});

it('keeps the message of a refusal that names no action', () => {
  expect(explain(named('AccessDenied', 'Explicit deny'))).toBe('The credentials lack a permission: Explicit deny.');
});

it.each([[named('ValidationException')], [new TypeError('x is not a function')], ['a string'], [undefined], [null]])(
  'leaves %p to whoever knows it',
  (error) => {
    expect(explain(error)).toBeUndefined();
    expect(isDenied(error)).toBe(false);
  },
);

it('reads the action out of a refusal', () => {
  expect(missingAction(DENIED)).toBe('iam:GetRole');
  expect(missingAction(named('AccessDenied', 'not authorized to perform: es:DescribeDomain because …'))).toBe(
    'es:DescribeDomain',
  );
  expect(missingAction(named('AccessDenied'))).toBeUndefined();
});
