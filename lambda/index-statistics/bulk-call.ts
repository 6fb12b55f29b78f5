/** OpenSearch's `_bulk` API: writes the lines of a call, and reads the answer for each document. */
import { type CallLimits, groupsOf } from '../../common/calling/groups';
import type { SearchAnswer } from '../shared/search-client';
import type { PlannedDocument } from './plan';
import type { Refusal } from './row';

/** Limits of a call: half of http.max_content_length on small instances, 10 MB. */
const CALL: CallLimits = { items: 1_000, bytes: 5_000_000 };

/** What OpenSearch did with a document. */
export type ItemFate =
  | { readonly kind: 'indexed' }
  /** OpenSearch has a higher version of the document. */
  | { readonly kind: 'superseded' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'failed'; readonly status: number; readonly error: string };

/**
 * The filter leaves a fifth of the answer's bytes. For a missing shard OpenSearch answers after ten
 * seconds instead of a minute.
 */
export const BULK_PATH =
  '/_bulk?timeout=10s&filter_path=items.*.status,items.*.error.type,items.*.error.reason,items.*.error.caused_by.reason';

/** Groups the documents, in order, into calls. A document above the limit gets its own call. */
export function bulkCalls(documents: readonly PlannedDocument[]): readonly (readonly PlannedDocument[])[] {
  return groupsOf(documents, CALL, (document) => Buffer.byteLength(linesOf(document)));
}

export function bulkBody(documents: readonly PlannedDocument[]): string {
  return documents.map(linesOf).join('');
}

function linesOf({ index, id, version, source }: PlannedDocument): string {
  // external_gte: the same version is written again, an earlier one is answered with 409.
  const action = { index: { _index: index, _id: id, version, version_type: 'external_gte' } };
  return `${JSON.stringify(action)}\n${source}\n`;
}

interface Item {
  readonly status?: number;
  readonly error?: {
    readonly type?: string;
    readonly reason?: string;
    readonly caused_by?: { readonly reason?: string };
  };
}

/**
 * Reads the fate of each document of a call.
 * @param count documents in the call
 * @returns undefined when the status is not 200 or the answer cannot be read
 */
export function readItems({ status, body }: SearchAnswer, count: number): readonly ItemFate[] | undefined {
  if (status !== 200) return undefined;
  const items = parse(body).items ?? [];
  return items.length === count ? items.map(({ index = {} }) => fateOf(index)) : undefined;
}

function parse(body: string): { readonly items?: readonly { readonly index?: Item }[] } {
  try {
    return JSON.parse(body) ?? {};
  } catch {
    return {};
  }
}

/** Errors with status 400 that are not the document's fault: a closed index, too many shards. */
const NOT_THE_DOCUMENT = ['index_closed_exception', 'validation_exception'];

function fateOf({ status = 0, error = {} }: Item): ItemFate {
  if (status >= 200 && status < 300) return { kind: 'indexed' };
  if (status === 409) return { kind: 'superseded' };
  const { type = 'unknown', reason = '', caused_by } = error;
  if (status !== 400 || NOT_THE_DOCUMENT.includes(type)) return { kind: 'failed', status, error: `${status} ${type}` };
  const detail = [reason, caused_by?.reason].filter(Boolean).join('; ');
  return { kind: 'refused', refusal: { reason: `opensearch:${type}`, detail } };
}

/** @returns the type of a call's error, such as `cluster_block_exception`; it quotes no data */
export function errorType({ body }: SearchAnswer): string {
  const type = /"type"\s*:\s*"(\w+)"/.exec(body)?.[1];
  return type ?? 'no reason given';
}
