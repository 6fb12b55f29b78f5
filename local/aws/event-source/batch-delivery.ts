/**
 * Delivers one batch: invokes the function until each record is processed or given up, as the
 * mapping's settings say. A batch that fails is split and tried again in order. No later record of
 * its lane overtakes it.
 */
import type { Invocable, InvocationResult } from '../function/invocation';
import type { StoredRecord } from '../kinesis/shard/record';
import type { MappingWiring } from '../template/wiring';
import type { MappingCounters } from './counters';
import type { FailureCondition, GivenUpBatch } from './failure-record';
import { countProcessed } from './response';

/** Part of a batch that is still to be delivered. */
interface Piece {
  readonly records: readonly StoredRecord[];
  /** Retries used so far. Splitting does not count as a retry. */
  readonly retries: number;
  readonly invocations: number;
  readonly lastResult: InvocationResult | undefined;
}

export interface BatchDeliveryOptions {
  readonly wiring: MappingWiring;
  readonly target: Invocable;
  readonly counters: MappingCounters;
  readonly now: () => number;
  readonly encode: (records: readonly StoredRecord[]) => string;
  /** Keeps records that are given up. */
  readonly giveUp: (batch: GivenUpBatch) => Promise<void>;
  /** Called, in order, with records that are processed or given up. */
  readonly completed: (records: readonly StoredRecord[]) => void;
  /** Waits before the next attempt, after `retries` retries of the same records. */
  readonly backOff: (retries: number) => Promise<void>;
  readonly stopped: () => boolean;
}

export class BatchDelivery {
  constructor(private readonly options: BatchDeliveryOptions) {}

  /** Resolves when every record is processed or given up, or when the mapping is stopped. */
  async deliver(records: readonly StoredRecord[]): Promise<void> {
    const pieces: Piece[] = [{ records, retries: 0, invocations: 0, lastResult: undefined }];
    for (let piece = pieces.shift(); piece && !this.options.stopped(); piece = pieces.shift()) {
      pieces.unshift(...(await this.attempt(await this.giveUpExpired(piece))));
    }
  }

  /**
   * Gives up records that are too old. They are at the front, because a shard is in order of
   * arrival.
   */
  private async giveUpExpired(piece: Piece): Promise<Piece> {
    const { wiring, now } = this.options;
    if (wiring.maximumRecordAgeSeconds === -1) return piece;
    const oldest = now() - wiring.maximumRecordAgeSeconds * 1000;
    const fresh = piece.records.findIndex((record) => record.arrivedAt >= oldest);
    const expired = fresh === -1 ? piece.records.length : fresh;
    if (expired > 0) await this.giveUp({ ...piece, records: piece.records.slice(0, expired) }, 'RecordAgeExceeded');
    return { ...piece, records: piece.records.slice(expired) };
  }

  /** @returns the pieces that are left to deliver, in order. */
  private async attempt(piece: Piece): Promise<Piece[]> {
    const { target, counters, encode, stopped } = this.options;
    if (piece.records.length === 0 || stopped()) return [];
    counters.invocations += 1;
    const lastResult = await target.invoke(encode(piece.records));
    if (stopped()) return [];
    const processed = this.countProcessed(piece.records, lastResult);
    this.complete(piece.records.slice(0, processed));
    if (processed === piece.records.length) return [];
    const rest = { ...piece, records: piece.records.slice(processed), invocations: piece.invocations + 1, lastResult };
    // After a checkpoint the rest is a new batch: its first record has failed for the first time.
    return this.handleFailure(processed > 0 ? { ...rest, retries: 0 } : rest, processed > 0);
  }

  private countProcessed(records: readonly StoredRecord[], result: InvocationResult): number {
    const { wiring, counters } = this.options;
    if (!result.ok) counters.errors += 1;
    if (!result.ok) return 0;
    if (!wiring.reportBatchItemFailures) return records.length;
    const processed = countProcessed(records, result.value);
    if (processed < records.length) counters.partialFailures += 1;
    return processed;
  }

  /**
   * @param cut whether the answer named a record to resume at. If so, there is no need to halve.
   */
  private async handleFailure(piece: Piece, cut: boolean): Promise<Piece[]> {
    const { wiring, counters, backOff } = this.options;
    if (wiring.bisectBatchOnError && (cut || piece.records.length > 1)) {
      counters.bisections += 1;
      await backOff(piece.retries);
      return cut ? [piece] : halve(piece);
    }
    if (wiring.maximumRetryAttempts !== -1 && piece.retries >= wiring.maximumRetryAttempts) {
      await this.giveUp(piece, 'RetryAttemptsExhausted');
      return [];
    }
    counters.retries += 1;
    await backOff(piece.retries);
    return [{ ...piece, retries: piece.retries + 1 }];
  }

  private complete(records: readonly StoredRecord[]): void {
    const { counters, completed } = this.options;
    counters.records += records.length;
    for (const record of records) counters.bytes += record.data.length;
    completed(records);
  }

  private async giveUp(piece: Piece, condition: FailureCondition): Promise<void> {
    const { counters, completed } = this.options;
    await this.options.giveUp({ ...piece, condition });
    counters.givenUpBatches += 1;
    counters.givenUpRecords += piece.records.length;
    completed(piece.records);
  }
}

function halve(piece: Piece): Piece[] {
  const middle = Math.ceil(piece.records.length / 2);
  return [
    { ...piece, records: piece.records.slice(0, middle) },
    { ...piece, records: piece.records.slice(middle) },
  ];
}
