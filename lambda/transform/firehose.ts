/** Firehose by the AWS SDK. */
import { FirehoseClient, PutRecordBatchCommand } from '@aws-sdk/client-firehose';
import { isRetryable } from '../../common/calling/retryable';
import { type HttpLimits, httpHandler } from '../../common/calling/sdk-client';
import type { Firehose } from './deliver';

/**
 * A call of 4 MiB takes well under a second; one that takes 10 s is better made again. The sockets are twice the calls
 * that two deliveries have in flight.
 */
const HTTP: HttpLimits = { connectMs: 2_000, requestMs: 10_000, maxSockets: 8 };

/** A client that makes each call once: {@link deliver} alone decides what is sent again, as it knows what was taken. */
export function firehoseClient(): FirehoseClient {
  return new FirehoseClient({
    maxAttempts: 1,
    requestHandler: httpHandler(HTTP),
  });
}

/** The service found the signature too old: a call made again is signed anew. */
const LATE = ['RequestExpired', 'RequestTimeTooSkewed'];

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
    return status < 400 || isRetryable(error) || LATE.includes(name);
  }
}
