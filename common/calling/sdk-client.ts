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
 * HTTP/1.1 over connections that are kept open. A request that takes too long fails; by default the
 * SDK would only warn. PutRecords takes a third less time than over HTTP/2, the Kinesis client's
 * default.
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

/** Silences the SDK's advice to move to Node 22, which is for developers and not for users. */
export function silenceNodeAdvice(): void {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
}
