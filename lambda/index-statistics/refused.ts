/** Writes refused rows to an object: why, where from, and the whole row, for a replay. */
import { jsonPayload } from '../shared/unusable';
import type { RefusedLine } from './contract';
import type { Batch, RefusedRow } from './plan';

export interface RefusedObject {
  readonly key: string;
  /** One JSON document per line. */
  readonly body: string;
}

/**
 * Makes the object for a batch's refused rows. Its key names the first and the last record, so that
 * a batch retried in pieces overwrites nothing.
 * @param place.refusedAt ISO 8601, UTC
 * @returns undefined when no row was refused
 */
export function refusedObject(
  rows: readonly RefusedRow[],
  batch: Batch,
  { prefix, refusedAt }: { readonly prefix: string; readonly refusedAt: string },
): RefusedObject | undefined {
  const ordered = [...rows].sort((a, b) => a.row.position - b.row.position);
  const [first, last] = [ordered[0], ordered.at(-1)].map((each) => each && batch[each.row.position]);
  if (first === undefined || last === undefined) return undefined;
  const day = refusedAt.slice(0, 10).replaceAll('-', '/');
  const name = `${first.shardId}-${first.sequenceNumber}-${last.sequenceNumber}.jsonl`;
  return { key: `${prefix}${day}/${name}`, body: ordered.map((row) => lineOf(row, batch, refusedAt)).join('') };
}

function lineOf({ reason, detail, row }: RefusedRow, batch: Batch, refusedAt: string): string {
  const { shardId = '', sequenceNumber = '' } = batch[row.position] ?? {};
  const line: RefusedLine = {
    refused_at: refusedAt,
    reason,
    detail,
    shard_id: shardId,
    sequence_number: sequenceNumber,
    sub_sequence_number: row.subSequenceNumber,
    ...jsonPayload(row.data),
  };
  return `${JSON.stringify(line)}\n`;
}
