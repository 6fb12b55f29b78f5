/** For documents and rows that cannot be used: a payload that JSON can hold, counts of reasons. */
import { isUtf8 } from 'node:buffer';
import type { JsonPayload } from './contract';

/** @param payload a text, or bytes: UTF-8 becomes text, anything else base64 */
export function jsonPayload(payload: string | Uint8Array): JsonPayload {
  if (typeof payload === 'string') return { payload };
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
  return isUtf8(bytes)
    ? { payload: bytes.toString() }
    : { payload_encoding: 'base64', payload: bytes.toString('base64') };
}

/** Counts each reason, in order of first appearance. */
export function countReasons(reasons: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const reason of reasons) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
