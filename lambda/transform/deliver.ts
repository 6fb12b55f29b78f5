/** Delivers Firehose records, and resends what was refused for as long as there is time. */
import { setTimeout } from 'node:timers/promises';
import { type Pauses, pauseAfter } from '../../common/calling/backoff';
import { type CallLimits, groupsOf } from '../../common/calling/groups';
import type { PackedRecord } from './pack';

/** The part of Firehose that delivery needs: PutRecordBatch. */
export interface Firehose {
  /**
   * Sends records in one call.
   * @param timeoutMs how long to wait for the answer
   * @returns for each record in order its error code, undefined where Firehose took it
   * @throws what the whole call failed with
   */
  put(stream: string, records: readonly Uint8Array[], timeoutMs: number): Promise<readonly (string | undefined)[]>;
  /** True for an error after which the same call may succeed. */
  isRetryable(error: unknown): boolean;
}

export interface DeliveryOptions {
  /** Milliseconds until the invocation ends. */
  readonly timeLeft: () => number;
  readonly wait?: (ms: number) => Promise<unknown>;
  /** From 0 to 1. */
  readonly random?: () => number;
}

export interface DeliveryResult {
  /** Records that Firehose may not have: a call without an answer may still have succeeded. */
  readonly undelivered: readonly PackedRecord[];
  /** Records resent, counted each time. */
  readonly retried: number;
  /** Bytes delivered. */
  readonly bytes: number;
  /** The error of the last undelivered records. */
  readonly error?: unknown;
}

/** Limits of a PutRecordBatch call: 500 records and 4 MiB. */
const CALL: CallLimits = { items: 500, bytes: 4 * 1024 * 1024 };

/**
 * Calls in flight for one stream. A batch of 6 MB makes two calls, and a call is encoded only when
 * it is sent.
 */
const CALLS_IN_FLIGHT = 2;

/** Time reserved for the response and the log. */
const MARGIN_MS = 1_000;

/** Full jitter halves these on average: 50 ms for the first pause, 2.5 s for the longest. */
const PAUSES: Pauses = { firstMs: 100, longestMs: 5_000 };

/** Never rejects because of Firehose: the result lists what could not be delivered. */
export async function deliver(
  firehose: Firehose,
  stream: string,
  records: readonly PackedRecord[],
  options: DeliveryOptions,
): Promise<DeliveryResult> {
  const calls = callsOf(records).values();
  const results: DeliveryResult[] = [];
  const work = async () => {
    for (const call of calls) results.push(await deliverCall(firehose, stream, call, options));
  };
  await Promise.all(Array.from({ length: CALLS_IN_FLIGHT }, work));
  return results.reduce(combine, { undelivered: [], retried: 0, bytes: 0 });
}

/** Adds two results up. */
export function combine(a: DeliveryResult, b: DeliveryResult): DeliveryResult {
  return {
    undelivered: [...a.undelivered, ...b.undelivered],
    retried: a.retried + b.retried,
    bytes: a.bytes + b.bytes,
    error: b.error ?? a.error,
  };
}

/** Groups the records, in order, into calls. */
export function callsOf(records: readonly PackedRecord[]): readonly (readonly PackedRecord[])[] {
  return groupsOf(records, CALL, ({ data }) => data.length);
}

async function deliverCall(
  firehose: Firehose,
  stream: string,
  records: readonly PackedRecord[],
  { timeLeft, wait = setTimeout, random = Math.random }: DeliveryOptions,
): Promise<DeliveryResult> {
  const total = sizeOf(records);
  let pending = records;
  let retried = 0;
  let error: unknown = new Error('No time was left to send it.');
  for (let attempt = 0; timeLeft() > MARGIN_MS; attempt++) {
    if (attempt > 0) retried += pending.length;
    const attempted = await attemptPut(firehose, stream, pending, timeLeft() - MARGIN_MS);
    pending = attempted.pending;
    if (pending.length === 0) return { undelivered: [], retried, bytes: total };
    error = attempted.error;
    const pause = pauseAfter(attempt + 1, PAUSES, random());
    if (!attempted.retryable || timeLeft() - MARGIN_MS <= pause) break;
    await wait(pause);
  }
  return { undelivered: pending, retried, bytes: total - sizeOf(pending), error };
}

interface Attempt {
  readonly pending: readonly PackedRecord[];
  readonly error?: unknown;
  readonly retryable: boolean;
}

async function attemptPut(
  firehose: Firehose,
  stream: string,
  records: readonly PackedRecord[],
  timeoutMs: number,
): Promise<Attempt> {
  try {
    const data = records.map((record) => record.data);
    const codes = await firehose.put(stream, data, timeoutMs);
    const pending = records.filter((_, index) => codes[index] !== undefined);
    if (pending.length === 0) return { pending, retryable: false };
    const code = codes.find((each) => each !== undefined);
    // A single record is refused for lack of capacity or by an internal error: both are temporary.
    return { pending, error: new Error(`${pending.length} of ${records.length} records: ${code}`), retryable: true };
  } catch (error) {
    return { pending: records, error, retryable: firehose.isRetryable(error) };
  }
}

function sizeOf(records: readonly PackedRecord[]): number {
  return records.reduce((bytes, { data }) => bytes + data.length, 0);
}
