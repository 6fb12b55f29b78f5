/** Indexes a batch: what becomes of every row in it, and from which record on Lambda has to bring it again. */
import { type Batch, type Plan, planBatch, type RefusedRow } from './plan';
import type { Search, WriteOptions, Written } from './search';
import { writeDocuments } from './write';

/** Stores refused rows. @returns why they could not be stored, undefined when they are or there are none */
export type Keep = (refused: readonly RefusedRow[], batch: Batch) => Promise<string | undefined>;

export interface Indexed {
  readonly plan: Plan;
  readonly written: Written;
  /** Rows that were unreadable or that OpenSearch refused. */
  readonly refused: readonly RefusedRow[];
  /** Why the refused rows could not be kept; absent when they were. */
  readonly unkept?: string;
  /** Position of the first record with anything left to do; absent when all is done. */
  readonly from?: number;
}

/** A row is done when its document, or a higher version of it, is written, or when it is kept as refused. */
export async function indexBatch(batch: Batch, search: Search, keep: Keep, options: WriteOptions): Promise<Indexed> {
  const plan = planBatch(batch);
  const written = await writeDocuments(search, plan.documents, options);
  const refused = [
    ...plan.unreadable,
    ...written.refused.map(([{ row, first }, refusal]) => ({ ...refusal, row, first })),
  ];
  const unkept = await keep(refused, batch);
  const left = unkept === undefined ? written.unwritten : [...written.unwritten, ...refused];
  const from = left.reduce((least, { first }) => Math.min(least, first), batch.length);
  const outcome = { plan, written, refused, ...(unkept !== undefined && { unkept }) };
  return from < batch.length ? { ...outcome, from } : outcome;
}
