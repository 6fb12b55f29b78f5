/** For the set-up's tests: an OpenSearch over HTTP, an administrator, a clock of pauses alone. */
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { Cluster } from '../../../../lambda/search-setup/cluster';
import { SearchClient } from '../../../../lambda/shared/search-client';
import { SecretCredentials } from '../../../../lambda/shared/secret-credentials';

/** Gives every secret the same value. */
export function secretsWith(value: string): SecretsManagerClient {
  return { send: async () => ({ SecretString: value }) } as unknown as SecretsManagerClient;
}

export function cluster(url: string, ms = 60_000) {
  const pauses: number[] = [];
  const administrator = new SecretCredentials(secretsWith('{"username":"admin","password":"master-word"}'), 'master');
  const made = new Cluster(new SearchClient(url), administrator, {
    timeLeft: () => ms - pauses.reduce((sum, pause) => sum + pause, 0),
    random: () => 1,
    wait: async (pause) => {
      pauses.push(pause);
    },
  });
  return { cluster: made, pauses };
}
