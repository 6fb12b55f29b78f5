/** Makes `_bulk` calls one after the other and keeps count of what became of each document. */
import { setTimeout } from 'node:timers/promises';
import { type Pauses, pauseAfter } from '../../common/calling/backoff';
import type { SearchAnswer } from '../shared/search-client';
import { bulkBody, errorType, type ItemFate, readItems } from './bulk-call';
import type { PlannedDocument } from './plan';
import type { Refusal } from './row';
import type { Search, WriteOptions, Written } from './search';

/** Times a call is made: passing trouble is over in a second, and what lasts longer Lambda brings again. */
const ATTEMPTS = 4;

/** With 4 attempts three pauses, with means of 100, 200 and 400 ms. */
const PAUSES: Pauses = { firstMs: 200, longestMs: 800 };

/** A call of 1,000 documents takes 0.1 s; one that takes this long, the 10 s for a missing shard included, is made again. */
const REQUEST_TIMEOUT_MS = 15_000;

/** Time kept to store what was refused, and for the answer. */
const MARGIN_MS = 5_000;

/** What is still to be sent of a call, and whether sending it again may help. */
interface Rest {
  readonly pending: readonly PlannedDocument[];
  readonly again: boolean;
}

export class BulkWriter {
  private readonly indexed: PlannedDocument[] = [];
  private readonly superseded: PlannedDocument[] = [];
  private readonly refused: (readonly [PlannedDocument, Refusal])[] = [];
  private readonly unwritten: PlannedDocument[] = [];
  private readonly freshness: number[] = [];
  private retried = 0;
  private error?: string;
  /** A call has failed as a whole: those behind it would fail alike, and Lambda brings them again. */
  private halted = false;
  private renewed = false;

  constructor(
    private readonly search: Search,
    private readonly options: WriteOptions,
  ) {}

  /** @param call documents that fit one call */
  async write(call: readonly PlannedDocument[]): Promise<void> {
    let rest: Rest = { pending: call, again: !this.halted };
    for (let attempt = 0; rest.again && attempt < ATTEMPTS; attempt++) {
      if (attempt > 0) await this.pause(attempt);
      if (!this.mayCall()) break;
      if (attempt > 0) this.retried += rest.pending.length;
      rest = await this.attempt(rest.pending);
    }
    this.unwritten.push(...rest.pending);
  }

  /** What became of all documents so far. */
  written(): Written {
    const { indexed, superseded, refused, unwritten, freshness, retried, error } = this;
    return { indexed, superseded, refused, unwritten, freshness, retried, ...(error !== undefined && { error }) };
  }

  private async attempt(pending: readonly PlannedDocument[]): Promise<Rest> {
    const answer = await this.call(pending);
    const fates = typeof answer === 'string' ? undefined : readItems(answer, pending.length);
    this.halted = fates === undefined;
    if (fates) return this.settle(pending, fates);
    if (typeof answer === 'string') return this.failed(pending, answer, true);
    const { status } = answer;
    const again = status === 200 || passes(status) || (status === 401 && this.renew());
    return this.failed(pending, `${status} ${errorType(answer)}`, again);
  }

  /** @returns the answer, or what the connection failed with */
  private async call(documents: readonly PlannedDocument[]): Promise<SearchAnswer | string> {
    try {
      return await this.search.bulk(bulkBody(documents), Math.min(REQUEST_TIMEOUT_MS, this.timeLeft()));
    } catch (error) {
      return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    }
  }

  private failed(pending: readonly PlannedDocument[], error: string, again: boolean): Rest {
    this.error = error;
    return { pending, again };
  }

  /** @returns the documents to send again */
  private settle(documents: readonly PlannedDocument[], fates: readonly ItemFate[]): Rest {
    const pending: PlannedDocument[] = [];
    for (const [index, document] of documents.entries()) {
      const fate = fates[index];
      if (fate?.kind === 'indexed') this.take(document);
      else if (fate?.kind === 'superseded') this.superseded.push(document);
      else if (fate?.kind === 'refused') this.refused.push([document, fate.refusal]);
      else {
        this.error = fate?.error ?? 'no answer for it';
        (passes(fate?.status) ? pending : this.unwritten).push(document);
      }
    }
    return { pending, again: pending.length > 0 };
  }

  private take(document: PlannedDocument): void {
    this.indexed.push(document);
    if (document.arrivedAt !== undefined) this.freshness.push(this.options.now() - document.arrivedAt);
  }

  /** Once a batch: a password that is wrong again is wrong. */
  private renew(): boolean {
    if (this.renewed) return false;
    this.search.renewCredentials();
    this.renewed = true;
    return true;
  }

  private mayCall(): boolean {
    if (this.timeLeft() <= 0) this.error ??= 'No time was left to write it.';
    return this.timeLeft() > 0;
  }

  private timeLeft(): number {
    return this.options.timeLeft() - MARGIN_MS;
  }

  private async pause(attempt: number): Promise<void> {
    const { wait = setTimeout, random = Math.random } = this.options;
    await wait(pauseAfter(attempt, PAUSES, random()));
  }
}

/** Too many requests, or a fault of the cluster; a block (403) or a missing index (404) lasts longer than an invocation. */
function passes(status = 0): boolean {
  return status === 429 || status >= 500;
}
