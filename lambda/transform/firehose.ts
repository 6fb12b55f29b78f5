/** Calls Firehose with the AWS SDK. */
import { FirehoseClient, PutRecordBatchCommand } from '@aws-sdk/client-firehose';
import { isRetryable } from '../../common/calling/retryable';
import { type HttpLimits, httpHandler } from '../../common/calling/sdk-client';
import type { Firehose } from './deliver';

/**
 * A call of 4 MiB takes well under a second: after 10 s it is better to try again. Two deliveries
 * have four calls in flight, half as many as there are sockets.
 */
const HTTP: HttpLimits = { connectMs: 2_000, requestMs: 10_000, maxSockets: 8 };

/** Makes a client without retries: only `deliver` knows which records to resend. */
export function firehoseClient(): FirehoseClient {
  return new FirehoseClient({
    maxAttempts: 1,
    requestHandler: httpHandler(HTTP),
  });
}

/** The signature was too old. The next call gets a new one. */
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

  /** @inheritdoc False when Firehose refused the request (4xx); true for any other failure. */
  isRetryable(error: unknown): boolean {
    const { name = '', $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
    const status = $metadata?.httpStatusCode ?? 0;
    return status < 400 || isRetryable(error) || LATE.includes(name);
  }
}
