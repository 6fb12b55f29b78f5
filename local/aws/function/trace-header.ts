import { randomBytes } from 'node:crypto';

/** A trace of its own for each invocation, as X-Ray writes it: seconds in hex, then 96 random bits. */
export function traceHeader(sampled: boolean): string {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  const root = `1-${seconds}-${randomBytes(12).toString('hex')}`;
  return `Root=${root};Parent=${randomBytes(8).toString('hex')};Sampled=${sampled ? 1 : 0}`;
}
