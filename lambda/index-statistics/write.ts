/** Writes documents to OpenSearch, resends after temporary failures, and reports each fate. */
import { bulkCalls } from './bulk-call';
import { BulkWriter } from './bulk-writer';
import type { PlannedDocument } from './plan';
import type { Search, WriteOptions, Written } from './search';

/** Never rejects because of OpenSearch: the result lists what could not be written. */
export async function writeDocuments(
  search: Search,
  documents: readonly PlannedDocument[],
  options: WriteOptions,
): Promise<Written> {
  const writer = new BulkWriter(search, options);
  for (const call of bulkCalls(documents)) await writer.write(call);
  return writer.written();
}
