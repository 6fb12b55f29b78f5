import { FirehoseClient } from '@aws-sdk/client-firehose';
import { SdkFirehose } from '../../../../lambda/transform/firehose';

// This Node may be older than Lambda's runtime.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
const firehose = new SdkFirehose(new FirehoseClient({ region: 'eu-west-1' }));
const failed = (name: string, httpStatusCode?: number) =>
  Object.assign(new Error(), { name, $metadata: { httpStatusCode } });

it.each([
  failed('ServiceUnavailableException', 503),
  failed('InternalFailure', 500),
  failed('TooManyRequests', 429),
  failed('ThrottlingException', 400),
  failed('LimitExceededException', 400),
  failed('TimeoutError'),
  Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }),
  failed('SyntaxError', 200),
])('resends after $name', (error) => {
  expect(firehose.isRetryable(error)).toBe(true);
});

it.each([
  failed('ResourceNotFoundException', 400),
  failed('InvalidArgumentException', 400),
  failed('AccessDeniedException', 400),
  failed('UnrecognizedClientException', 403),
])('does not resend after $name', (error) => {
  expect(firehose.isRetryable(error)).toBe(false);
});

it.each([
  [
    'all that failed',
    { RequestResponses: [{ RecordId: 'a' }, { ErrorCode: 'InternalFailure' }] },
    [undefined, 'InternalFailure'],
  ],
  ['a record without an answer as failed', { RequestResponses: [{ RecordId: 'a' }] }, [undefined, 'NoAnswer']],
  ['an answer without any as failed', {}, ['NoAnswer', 'NoAnswer']],
])('reports %s', async (_, output, expected) => {
  const client = { send: async () => output } as unknown as FirehoseClient;
  expect(await new SdkFirehose(client).put('trips', [new Uint8Array(1), new Uint8Array(1)], 1_000)).toEqual(expected);
});
