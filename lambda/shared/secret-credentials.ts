/** Reads a user's name and password from Secrets Manager, and caches them until renewed. */
import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Credentials } from './search-client';

export class SecretCredentials {
  private known: Promise<Credentials> | undefined;

  constructor(
    private readonly client: SecretsManagerClient,
    private readonly secretId: string,
  ) {}

  /** @throws Error that names the secret, never its value */
  get(): Promise<Credentials> {
    this.known ??= this.read().catch((error) => {
      // Failures are not cached: the next call tries again.
      this.known = undefined;
      throw error;
    });
    return this.known;
  }

  /** Clears the cache: the next call asks Secrets Manager, as after a rotation. */
  renew(): void {
    this.known = undefined;
  }

  private async read(): Promise<Credentials> {
    const { SecretString: text = '' } = await this.client.send(new GetSecretValueCommand({ SecretId: this.secretId }));
    const { username, password } = parse(text);
    if (typeof username === 'string' && typeof password === 'string') return { username, password };
    throw new Error(`The secret ${this.secretId} is not {"username": "…", "password": "…"}: put such a value into it.`);
  }
}

function parse(text: string): { readonly username?: unknown; readonly password?: unknown } {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    // The parser's error message would quote the secret.
    return {};
  }
}
