/** Settings of the AWS SDK that the producer, the functions and the tools have in common. */
import { NodeHttpHandler } from '@smithy/node-http-handler';

export interface HttpLimits {
  /** Milliseconds for a connection to be made. */
  readonly connectMs: number;
  /** Milliseconds for a request to be answered. */
  readonly requestMs: number;
  /** @default 50, the SDK's own */
  readonly maxSockets?: number;
}

/**
 * HTTP/1.1 over connections that are kept. A request that takes too long fails, where the SDK would only warn.
 * For PutRecords it takes a third less time than HTTP/2, the default of the Kinesis client.
 */
export function httpHandler({ connectMs, requestMs, ...sockets }: HttpLimits): NodeHttpHandler {
  return new NodeHttpHandler({
    connectionTimeout: connectMs,
    requestTimeout: requestMs,
    throwOnRequestTimeout: true,
    httpAgent: sockets,
    httpsAgent: sockets,
  });
}

/** Silences the SDK's advice to move to Node 22: it is for those who build this, not for those who run it. */
export function silenceNodeAdvice(): void {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
}
