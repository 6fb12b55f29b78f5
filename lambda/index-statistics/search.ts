/** The types of writing a batch: OpenSearch as the writer needs it, the options and the result. */
import type { SearchAnswer } from '../shared/search-client';
import type { PlannedDocument } from './plan';
import type { Refusal } from './row';

/** The part of OpenSearch that the writer needs. */
export interface Search {
  /**
   * Makes a `_bulk` call.
   * @param timeoutMs how long to wait for the answer
   * @throws what the connection failed with
   */
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
  /** Documents that OpenSearch may not have: a call without an answer may still have succeeded. */
  readonly unwritten: readonly PlannedDocument[];
  /** Documents resent, counted each time. */
  readonly retried: number;
  /** For each indexed document, milliseconds since its last trip arrived in the stream. */
  readonly freshness: readonly number[];
  /** The error of the last unwritten document. */
  readonly error?: string;
}
