/** Writes documents to OpenSearch, sending again what fails for the moment, and tells of each what became of it. */
import { bulkCalls } from './bulk-call';
import { BulkWriter } from './bulk-writer';
import type { PlannedDocument } from './plan';
import type { Search, WriteOptions, Written } from './search';

/** Never rejects for what OpenSearch does: what could not be written is part of the answer. */
export async function writeDocuments(
  search: Search,
  documents: readonly PlannedDocument[],
  options: WriteOptions,
): Promise<Written> {
  const writer = new BulkWriter(search, options);
  for (const call of bulkCalls(documents)) await writer.write(call);
  return writer.written();
}
