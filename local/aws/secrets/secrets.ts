/** The secrets of one run. They are kept in memory only. */
import { randomUUID } from 'node:crypto';
import type { SecretWiring } from '../template/wiring';
import { generateSecretString } from './generate';

export interface SecretVersion {
  readonly id: string;
  readonly value: string;
  readonly createdAt: Date;
}

export interface Secret extends SecretWiring {
  readonly current: SecretVersion;
}

export class Secrets {
  private readonly held = new Map<string, Secret>();

  /**
   * Generates a value for each secret.
   * @throws Error when a value cannot be generated.
   */
  constructor(wirings: readonly SecretWiring[]) {
    for (const wiring of wirings) {
      this.held.set(wiring.name, { ...wiring, current: version(generateSecretString(wiring.generate)) });
    }
  }

  get all(): readonly Secret[] {
    return [...this.held.values()];
  }

  /**
   * @param id name or ARN.
   * @returns undefined when there is no such secret.
   */
  find(id: string): Secret | undefined {
    return this.held.get(id) ?? this.all.find(({ arn }) => arn === id);
  }

  /**
   * Replaces a value with one that is known elsewhere, such as an engine's administrator password.
   * @throws Error as `rotate` does.
   */
  put(id: string, value: string): void {
    const secret = this.find(id);
    if (secret === undefined) {
      const names = this.all.map(({ name }) => name).join(', ') || 'none';
      throw new Error(`There is no secret ${id}. Secrets: ${names}`);
    }
    this.held.set(secret.name, { ...secret, current: version(value) });
  }

  /**
   * Generates a new value for a secret.
   * @param id name or ARN.
   * @throws Error that names the existing secrets.
   */
  rotate(id: string): void {
    this.put(id, generateSecretString(this.find(id)?.generate ?? {}));
  }
}

function version(value: string): SecretVersion {
  return { id: randomUUID(), value, createdAt: new Date() };
}
