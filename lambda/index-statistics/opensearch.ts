/** Calls OpenSearch over HTTPS as the user that may write. */
import { trace } from '../shared/observed';
import type { SearchAnswer, SearchClient } from '../shared/search-client';
import type { SecretCredentials } from '../shared/secret-credentials';
import { BULK_PATH } from './bulk-call';
import type { Search } from './search';

export class OpenSearch implements Search {
  constructor(
    private readonly client: SearchClient,
    private readonly credentials: SecretCredentials,
  ) {}

  /** @inheritdoc */
  async bulk(body: string, timeoutMs: number): Promise<SearchAnswer> {
    const credentials = await this.credentials.get();
    const call = { method: 'POST', path: BULK_PATH, body, contentType: 'application/x-ndjson', timeoutMs } as const;
    return trace('OpenSearch', () => this.client.request({ ...call, credentials }));
  }

  /** @inheritdoc */
  renewCredentials(): void {
    this.credentials.renew();
  }
}
