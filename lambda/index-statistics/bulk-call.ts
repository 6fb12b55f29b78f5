/** The `_bulk` API: documents as the lines of a call, and what became of each by the answer. */
import { type CallLimits, groupsOf } from '../../common/calling/groups';
import type { SearchAnswer } from '../shared/search-client';
import type { PlannedDocument } from './plan';
import type { Refusal } from './row';

/** What a call takes, at most: half of what OpenSearch takes on small instances (http.max_content_length, 10 MB). */
const CALL: CallLimits = { items: 1_000, bytes: 5_000_000 };

/** What became of a document. */
export type ItemFate =
  | { readonly kind: 'indexed' }
  /** OpenSearch has a higher version of it. */
  | { readonly kind: 'superseded' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'failed'; readonly status: number; readonly error: string };

/**
 * Query of every call: an answer without what nobody reads (a fifth of its bytes), and after ten seconds rather than a
 * minute for a shard that is not there.
 */
export const BULK_PATH =
  '/_bulk?timeout=10s&filter_path=items.*.status,items.*.error.type,items.*.error.reason,items.*.error.caused_by.reason';

/** The documents in order, in groups of one call each; one that is larger than a call may be has a call of its own. */
export function bulkCalls(documents: readonly PlannedDocument[]): readonly (readonly PlannedDocument[])[] {
  return groupsOf(documents, CALL, (document) => Buffer.byteLength(linesOf(document)));
}

export function bulkBody(documents: readonly PlannedDocument[]): string {
  return documents.map(linesOf).join('');
}

function linesOf({ index, id, version, source }: PlannedDocument): string {
  // external_gte: a replay of the same version writes the same document, an earlier one is answered with 409.
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
 * What became of each of `count` documents, item by item; undefined where the call was not answered with 200 or the
 * answer cannot be read.
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

/** A closed index and a cluster with as many shards as it may have: 400 too, but not for what the document is. */
const NOT_THE_DOCUMENT = ['index_closed_exception', 'validation_exception'];

function fateOf({ status = 0, error = {} }: Item): ItemFate {
  if (status >= 200 && status < 300) return { kind: 'indexed' };
  if (status === 409) return { kind: 'superseded' };
  const { type = 'unknown', reason = '', caused_by } = error;
  if (status !== 400 || NOT_THE_DOCUMENT.includes(type)) return { kind: 'failed', status, error: `${status} ${type}` };
  const detail = [reason, caused_by?.reason].filter(Boolean).join('; ');
  return { kind: 'refused', refusal: { reason: `opensearch:${type}`, detail } };
}

/** The type of a call's error, such as `cluster_block_exception`: it names no value. */
export function errorType({ body }: SearchAnswer): string {
  const type = /"type"\s*:\s*"(\w+)"/.exec(body)?.[1];
  return type ?? 'no reason given';
}
