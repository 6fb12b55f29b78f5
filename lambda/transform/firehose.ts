/** Firehose by the AWS SDK. */
import { Agent } from 'node:https';
import { FirehoseClient, PutRecordBatchCommand } from '@aws-sdk/client-firehose';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { Firehose } from './deliver';

/** Twice the calls that two deliveries have in flight. */
const MAX_SOCKETS = 8;

/** A call of 4 MiB takes well under a second; one that takes this long is better made again. */
const REQUEST_TIMEOUT_MS = 10_000;
const CONNECTION_TIMEOUT_MS = 2_000;

/** A client that makes each call once: {@link deliver} alone decides what is sent again, as it knows what was taken. */
export function firehoseClient(): FirehoseClient {
  return new FirehoseClient({
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
      httpsAgent: new Agent({ keepAlive: true, maxSockets: MAX_SOCKETS }),
    }),
  });
}

/** What the service answers with status 400 although the same request may succeed later. */
const PASSING = /Throttl|LimitExceeded|TooManyRequests|RequestTimeout|RequestExpired|TimeTooSkewed/;

export class SdkFirehose implements Firehose {
  constructor(private readonly client: FirehoseClient) {}

  /** @inheritdoc */
  async put(stream: string, records: readonly Uint8Array[], timeoutMs: number) {
    const input = { DeliveryStreamName: stream, Records: records.map((Data) => ({ Data })) };
    const { RequestResponses: answers = [] } = await this.client.send(new PutRecordBatchCommand(input), {
      abortSignal: AbortSignal.timeout(timeoutMs),
    });
    return records.map((_, index) => {
      const answer = answers[index];
      return answer === undefined ? 'NoAnswer' : answer.ErrorCode;
    });
  }

  /** @inheritdoc The service refused the request itself (4xx), or anything else: a cut connection, a timeout, a 503. */
  isRetryable(error: unknown): boolean {
    const { name = '', $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
    const status = $metadata?.httpStatusCode ?? 0;
    return status < 400 || status === 429 || status >= 500 || PASSING.test(name);
  }
}
