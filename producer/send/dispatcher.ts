/** Sends records in batches, with limited concurrency, and notes what became of each. */
import pLimit from 'p-limit';
import type { Tally } from '../keep/tally';
import { Batcher } from './batcher';
import type { OutgoingRecord } from './outgoing-record';
import { type PutRecords, type RefusedError, Sender, type SenderOptions } from './sender';

export interface DispatcherOptions extends SenderOptions {
  /** Requests in flight, at most. */
  readonly concurrency: number;
  readonly lingerMs: number;
}

export class Dispatcher {
  /** Why the stream takes no more records. */
  refusal: RefusedError | undefined;
  private readonly batcher: Batcher;
  private readonly requests = new Set<Promise<void>>();
  private readonly limit;
  private readonly sender: Sender;

  constructor(
    put: PutRecords,
    tally: Tally,
    options: DispatcherOptions,
    private readonly onRefusal: () => void,
  ) {
    this.limit = pLimit(options.concurrency);
    this.batcher = new Batcher(options.lingerMs, (records) => this.dispatch(records));
    this.sender = new Sender(put, this.eventsFor(tally), options);
  }

  private eventsFor(tally: Tally) {
    return {
      called: (_records: number, bytes: number) => tally.called(bytes),
      failed: (code: string, records: number) => tally.failed(code, records),
      retried: (records: number) => {
        tally.retries += records;
      },
      acknowledged: (record: OutgoingRecord, shardId: string) => {
        tally.acknowledged(record, shardId);
        record.journal.settle(record.ticket);
      },
      givenUp: (record: OutgoingRecord, code: string) => {
        tally.givenUp(record, code);
        record.journal.giveUp(record, record.ticket);
      },
      refused: (error: RefusedError) => {
        this.refusal = error;
        this.onRefusal();
      },
    };
  }

  get inFlight(): number {
    return this.limit.activeCount;
  }

  /** True if a batch waits for a free request. Reading on would only make more wait. */
  get isBusy(): boolean {
    return this.limit.pendingCount > 0;
  }

  add(record: OutgoingRecord): void {
    this.batcher.add(record);
  }

  /** Resolves when no batch waits. */
  async room(): Promise<void> {
    while (this.isBusy) await Promise.race(this.requests);
  }

  /** Sends the batch in the making. Resolves when every record is acknowledged or given up. */
  async drain(): Promise<void> {
    this.batcher.flush();
    while (this.requests.size > 0) await Promise.all(this.requests);
  }

  private dispatch(records: readonly OutgoingRecord[]): void {
    const request = this.limit(() => this.sender.send(records));
    this.requests.add(request);
    const done = () => this.requests.delete(request);
    // The sender throws only for a bug in this program: drain() and room() pass it on.
    request.then(done, () => {});
  }
}
