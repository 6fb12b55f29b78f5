/** OpenSearch as the writing of a batch sees it: what it needs, what it is told, and what it tells. */
import type { SearchAnswer } from '../shared/search-client';
import type { PlannedDocument } from './plan';
import type { Refusal } from './row';

/** OpenSearch, as much of it as writing needs. */
export interface Search {
  /** Makes a `_bulk` call. @param timeoutMs it is given up after it @throws what the connection failed with */
  bulk(body: string, timeoutMs: number): Promise<SearchAnswer>;
  /** Reads the user's password again before the next call. */
  renewCredentials(): void;
}

export interface WriteOptions {
  /** Milliseconds until the invocation ends. */
  readonly timeLeft: () => number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly wait?: (ms: number) => Promise<unknown>;
  /** From 0 to 1. */
  readonly random?: () => number;
}

export interface Written {
  readonly indexed: readonly PlannedDocument[];
  readonly superseded: readonly PlannedDocument[];
  readonly refused: readonly (readonly [PlannedDocument, Refusal])[];
  /** Documents that OpenSearch is not known to have: a call without an answer may have been taken. */
  readonly unwritten: readonly PlannedDocument[];
  /** Documents sent again, counted once each time. */
  readonly retried: number;
  /** Milliseconds from a document's last trip arriving in the stream to its being written, for each that was indexed. */
  readonly freshness: readonly number[];
  /** What the last unwritten document failed with. */
  readonly error?: string;
}
