import { codeOf, isRetryable, isThrottling } from '../../../../common/calling/retryable';

/** An error as the SDK throws it. */
function serviceError(name: string, httpStatusCode: number): Error {
  return Object.assign(new Error('said the service'), { name, $metadata: { httpStatusCode } });
}

function networkError(code: string): Error {
  return Object.assign(new Error('said the network'), { code });
}

it.each([
  serviceError('ProvisionedThroughputExceededException', 400),
  serviceError('ThrottlingException', 400),
  serviceError('InternalFailure', 500),
  serviceError('ServiceUnavailable', 503),
  networkError('ECONNRESET'),
  networkError('ECONNREFUSED'),
  networkError('EAI_AGAIN'),
  serviceError('KMSThrottlingException', 400),
  Object.assign(new Error(), { name: 'TimeoutError' }),
  Object.assign(serviceError('InvalidSignatureException', 400), {
    $metadata: { httpStatusCode: 400, clockSkewCorrected: true },
  }),
])('tries again after %p', (error) => {
  expect(isRetryable(error)).toBe(true);
});

it.each([
  serviceError('AccessDeniedException', 400),
  serviceError('ResourceNotFoundException', 400),
  serviceError('ValidationException', 400),
  serviceError('ExpiredTokenException', 400),
  serviceError('InvalidSignatureException', 403),
  new TypeError('a fault of ours'),
])('does not try again after %p', (error) => {
  expect(isRetryable(error)).toBe(false);
});

it('counts a failure by the code of the service or of the network', () => {
  expect(codeOf(serviceError('InternalFailure', 500))).toBe('InternalFailure');
  expect(codeOf(networkError('ECONNRESET'))).toBe('ECONNRESET');
  expect(isThrottling('ProvisionedThroughputExceededException')).toBe(true);
  expect(isThrottling('InternalFailure')).toBe(false);
});
