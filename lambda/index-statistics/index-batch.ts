/** Indexes a batch, and finds the record from which Lambda has to retry it. */
import { type Batch, type Plan, planBatch, type RefusedRow } from './plan';
import type { Search, WriteOptions, Written } from './search';
import { writeDocuments } from './write';

/**
 * Stores refused rows.
 * @returns why they could not be stored; undefined when they were, or when there are none
 */
export type Keep = (refused: readonly RefusedRow[], batch: Batch) => Promise<string | undefined>;

export interface Indexed {
  readonly plan: Plan;
  readonly written: Written;
  /** Rows that could not be read or that OpenSearch refused. */
  readonly refused: readonly RefusedRow[];
  /** Why the refused rows could not be stored; absent when they were. */
  readonly unkept?: string;
  /** Index of the first record that is not done; absent when all are done. */
  readonly from?: number;
}

/** A row is done once its document or a higher version is written, or the refused row is stored. */
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
  const indexed = { plan, written, refused, ...(unkept !== undefined && { unkept }) };
  return from < batch.length ? { ...indexed, from } : indexed;
}
