/** Delivers Firehose records, sending again what was refused, for as long as there is time. */
import { setTimeout } from 'node:timers/promises';
import { type Pauses, pauseAfter } from '../../common/calling/backoff';
import { type CallLimits, groupsOf } from '../../common/calling/groups';
import type { PackedRecord } from './pack';

/** PutRecordBatch, as much of it as delivery needs. */
export interface Firehose {
  /**
   * Sends records in one call.
   * @param timeoutMs the call is given up after it
   * @returns an error code for each record in order, undefined where Firehose took it
   * @throws what the call as a whole failed with
   */
  put(stream: string, records: readonly Uint8Array[], timeoutMs: number): Promise<readonly (string | undefined)[]>;
  /** Whether a call that failed so may succeed when it is made again. */
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
  /** Records that Firehose is not known to have: a call without an answer may have been taken. */
  readonly undelivered: readonly PackedRecord[];
  /** Records sent again, counted once each time. */
  readonly retried: number;
  /** Bytes of what was delivered. */
  readonly bytes: number;
  /** What the last undelivered records failed with. */
  readonly error?: unknown;
}

/** What a call takes, at most: 500 records and 4 MiB (PutRecordBatch). */
const CALL: CallLimits = { items: 500, bytes: 4 * 1024 * 1024 };

/** Calls in flight for one stream: a batch of 6 MB makes two, and what has not been sent yet is not encoded yet. */
const CALLS_IN_FLIGHT = 2;

/** Time kept for the answer and for what is logged. */
const MARGIN_MS = 1_000;

/** The mean of the first pause is 50 ms, of the longest 2.5 s. */
const PAUSES: Pauses = { firstMs: 100, longestMs: 5_000 };

/** Never rejects for what Firehose does: what could not be delivered is part of the answer. */
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
  return results.reduce(together, { undelivered: [], retried: 0, bytes: 0 });
}

/** Two deliveries as one. */
export function together(a: DeliveryResult, b: DeliveryResult): DeliveryResult {
  return {
    undelivered: [...a.undelivered, ...b.undelivered],
    retried: a.retried + b.retried,
    bytes: a.bytes + b.bytes,
    error: b.error ?? a.error,
  };
}

/** The records in order, in groups of one call each. */
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
    const outcome = await attemptPut(firehose, stream, pending, timeLeft() - MARGIN_MS);
    pending = outcome.pending;
    if (pending.length === 0) return { undelivered: [], retried, bytes: total };
    error = outcome.error;
    const pause = pauseAfter(attempt + 1, PAUSES, random());
    if (!outcome.retryable || timeLeft() - MARGIN_MS <= pause) break;
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
    // A record is refused by itself only for want of capacity or by a fault of the service: both pass.
    return { pending, error: new Error(`${pending.length} of ${records.length} records: ${code}`), retryable: true };
  } catch (error) {
    return { pending: records, error, retryable: firehose.isRetryable(error) };
  }
}

function sizeOf(records: readonly PackedRecord[]): number {
  return records.reduce((bytes, { data }) => bytes + data.length, 0);
}
