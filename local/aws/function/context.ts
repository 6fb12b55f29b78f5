/** What Lambda tells a function of an invocation: its context and its trace. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { FunctionWiring } from '../template/wiring';

/** The version that every local invocation runs. One machine has no published versions. */
export const VERSION = '$LATEST';

/** Random parts of the ids of a trace and of a segment (X-Ray developer guide): 96 and 64 bits. */
const TRACE_BYTES = 12;
const SEGMENT_BYTES = 8;

/** @returns the name of a log stream that no other environment has. */
export function newLogStreamName(): string {
  return `local/[${VERSION}]${randomUUID().replaceAll('-', '')}`;
}

export function logGroupName(wiring: FunctionWiring): string {
  return `/aws/lambda/${wiring.name}`;
}

/** @returns the members of a handler's second argument that are data. */
export function invocationContext(wiring: FunctionWiring, requestId: string, logStreamName: string) {
  return {
    awsRequestId: requestId,
    functionName: wiring.name,
    functionVersion: VERSION,
    invokedFunctionArn: wiring.arn,
    memoryLimitInMB: String(wiring.memoryMiB),
    logGroupName: logGroupName(wiring),
    logStreamName,
    callbackWaitsForEmptyEventLoop: true,
  };
}

/**
 * @returns a new trace for each invocation, as X-Ray writes it: seconds in hexadecimal, then 96
 *   random bits.
 */
export function traceHeader(sampled: boolean): string {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  const root = `1-${seconds}-${randomBytes(TRACE_BYTES).toString('hex')}`;
  return `Root=${root};Parent=${randomBytes(SEGMENT_BYTES).toString('hex')};Sampled=${sampled ? 1 : 0}`;
}
