/** Reads from the function's answer how much of the batch it has processed. */
import type { StoredRecord } from '../kinesis/shard/record';

/**
 * Counts the processed records from the batch's start: all of them, or those before the first
 * failure named. As in the cloud, absent or empty `batchItemFailures` means all, and a name that is
 * null, empty or not in the batch means none.
 * @param value the function's answer, with ReportBatchItemFailures enabled.
 */
export function countProcessed(records: readonly StoredRecord[], value: unknown): number {
  if (value === null || value === undefined) return records.length;
  if (typeof value !== 'object') return 0;
  const failures = (value as { batchItemFailures?: unknown }).batchItemFailures ?? [];
  if (!Array.isArray(failures)) return 0;
  const named = new Set(failures.map((failure) => failure?.itemIdentifier));
  const indexes = records.flatMap((record, index) => (named.has(record.sequenceNumber) ? [index] : []));
  if (indexes.length < named.size) return 0;
  return indexes[0] ?? records.length;
}
