/** Sends batches of records, retries where it may help, and reports what became of every record. */
import { type Pauses, pauseAfter } from '../../common/calling/backoff';
import { codeOf, isRetryable, isUnreachable } from '../../common/calling/retryable';
import { type OutgoingRecord, sizeOf } from './outgoing-record';

/** Kinesis's answer for a record: its shard, or why it was refused. */
export type EntryResult = { readonly shardId: string } | { readonly errorCode: string };

/**
 * The PutRecords call. Resolves to a result for each record, in order; rejects if the whole call
 * failed.
 */
export type PutRecords = (records: readonly OutgoingRecord[]) => Promise<readonly EntryResult[]>;

/** The stream takes no more records, and retries do not help. The message says what to do. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
}

/** What a sender reports to. */
export interface SenderEvents {
  called(records: number, bytes: number): void;
  acknowledged(record: OutgoingRecord, shardId: string): void;
  /** Records were refused; they may be sent again. */
  failed(code: string, records: number): void;
  retried(records: number): void;
  givenUp(record: OutgoingRecord, code: string): void;
  /** No more records can be sent: all from here on are given up. */
  refused(error: RefusedError): void;
}

export interface SenderOptions {
  /** Times that a record is sent again. */
  readonly retries: number;
  /** Waits `ms` milliseconds, or until `wake` is aborted. */
  readonly sleep: (ms: number, wake: AbortSignal) => Promise<void>;
  /** In [0, 1). */
  readonly random: () => number;
}

/** Pauses before a batch is sent again; their means are half of these. */
const PAUSES: Pauses = { firstMs: 50, longestMs: 5_000 };

/** The Kinesis API's limit for a record with its key, in bytes. */
const RECORD_BYTES = 1024 * 1024;

interface Failure {
  readonly record: OutgoingRecord;
  readonly code: string;
}

export class Sender {
  private readonly refusal = new AbortController();

  constructor(
    private readonly put: PutRecords,
    private readonly events: SenderEvents,
    private readonly options: SenderOptions,
  ) {}

  /** Sends a batch. Resolves when each record is acknowledged or given up, also if a call fails. */
  async send(batch: readonly OutgoingRecord[]): Promise<void> {
    let failures: readonly Failure[] = await this.attempt(this.withinLimit(batch), 0);
    for (let attempt = 1; failures.length > 0 && attempt <= this.options.retries; attempt++) {
      await this.options.sleep(pauseAfter(attempt, PAUSES, this.options.random()), this.refusal.signal);
      if (this.refusal.signal.aborted) break;
      this.events.retried(failures.length);
      failures = await this.attempt(
        failures.map(({ record }) => record),
        attempt,
      );
    }
    for (const { record, code } of failures) this.events.givenUp(record, code);
  }

  private withinLimit(batch: readonly OutgoingRecord[]): readonly OutgoingRecord[] {
    const [small, large] = [
      batch.filter((record) => sizeOf(record) <= RECORD_BYTES),
      batch.filter((record) => sizeOf(record) > RECORD_BYTES),
    ];
    for (const record of large) this.events.givenUp(record, 'RecordTooLarge');
    return small;
  }

  private async attempt(records: readonly OutgoingRecord[], attempt: number): Promise<readonly Failure[]> {
    if (records.length === 0) return [];
    if (this.refusal.signal.aborted) return records.map((record) => ({ record, code: 'NotSent' }));
    this.events.called(
      records.length,
      records.reduce((sum, record) => sum + sizeOf(record), 0),
    );
    try {
      return this.failuresOf(records, await this.put(records));
    } catch (error) {
      const code = codeOf(error);
      this.events.failed(code, records.length);
      const isLast = attempt === this.options.retries;
      if (!isRetryable(error) || (isLast && isUnreachable(error))) this.refuse(error);
      return records.map((record) => ({ record, code }));
    }
  }

  private failuresOf(records: readonly OutgoingRecord[], results: readonly EntryResult[]): readonly Failure[] {
    const failures: Failure[] = [];
    for (const [index, record] of records.entries()) {
      const result = results[index] ?? { errorCode: 'NoResult' };
      if ('shardId' in result) this.events.acknowledged(record, result.shardId);
      else {
        this.events.failed(result.errorCode, 1);
        failures.push({ record, code: result.errorCode });
      }
    }
    return failures;
  }

  private refuse(error: unknown): void {
    if (this.refusal.signal.aborted) return;
    this.refusal.abort();
    this.events.refused(
      error instanceof RefusedError ? error : new RefusedError((error as Error).message, { cause: error }),
    );
  }
}
