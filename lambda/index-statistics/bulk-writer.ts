/** Makes `_bulk` calls one after another, and collects what became of each document. */
import { setTimeout } from 'node:timers/promises';
import { type Pauses, pauseAfter } from '../../common/calling/backoff';
import type { SearchAnswer } from '../shared/search-client';
import { bulkBody, errorType, type ItemFate, readItems } from './bulk-call';
import type { PlannedDocument } from './plan';
import type { Refusal } from './row';
import type { Search, WriteOptions, Written } from './search';

/** Attempts per call. Most trouble is over in a second; after that Lambda retries the batch. */
const ATTEMPTS = 4;

/** Three pauses between 4 attempts, 100, 200 and 400 ms on average. */
const PAUSES: Pauses = { firstMs: 200, longestMs: 800 };

/** A call of 1,000 documents takes 0.1 s, and up to 10 s more when a shard is missing. */
const REQUEST_TIMEOUT_MS = 15_000;

/** Time reserved to store refused rows and to answer. */
const MARGIN_MS = 5_000;

/** The documents of a call that are not written yet, and whether to send them again. */
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
  /** True after a whole call failed. Later calls would fail too, and Lambda retries them. */
  private halted = false;
  private renewed = false;

  constructor(
    private readonly search: Search,
    private readonly options: WriteOptions,
  ) {}

  /** @param call documents that fit into one call */
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

  /** @returns what became of all documents so far */
  written(): Written {
    const { indexed, superseded, refused, unwritten, freshness, retried, error } = this;
    return { indexed, superseded, refused, unwritten, freshness, retried, ...(error !== undefined && { error }) };
  }

  private async attempt(pending: readonly PlannedDocument[]): Promise<Rest> {
    const answer = await this.call(pending);
    const fates = typeof answer === 'string' ? undefined : readItems(answer, pending.length);
    this.halted = fates === undefined;
    if (fates) return this.sortByFate(pending, fates);
    if (typeof answer === 'string') return this.failed(pending, answer, true);
    const { status } = answer;
    const again = status === 200 || isTemporary(status) || (status === 401 && this.renew());
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
  private sortByFate(documents: readonly PlannedDocument[], fates: readonly ItemFate[]): Rest {
    const pending: PlannedDocument[] = [];
    for (const [index, document] of documents.entries()) {
      const fate = fates[index];
      if (fate?.kind === 'indexed') this.countIndexed(document);
      else if (fate?.kind === 'superseded') this.superseded.push(document);
      else if (fate?.kind === 'refused') this.refused.push([document, fate.refusal]);
      else {
        this.error = fate?.error ?? 'no answer for it';
        (isTemporary(fate?.status) ? pending : this.unwritten).push(document);
      }
    }
    return { pending, again: pending.length > 0 };
  }

  private countIndexed(document: PlannedDocument): void {
    this.indexed.push(document);
    if (document.arrivedAt !== undefined) this.freshness.push(this.options.now() - document.arrivedAt);
  }

  /** Reads the password again, once a batch. A second wrong password is wrong for good. */
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

/**
 * True for too many requests and for faults of the cluster. A write block (403) or a missing index
 * (404) outlasts an invocation.
 */
function isTemporary(status = 0): boolean {
  return status === 429 || status >= 500;
}
