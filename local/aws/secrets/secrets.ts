/** The secrets of one run, in memory: nothing of them is ever written to a disk. */
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

  /** Generates a value for each. @throws Error for one that cannot be generated */
  constructor(wirings: readonly SecretWiring[]) {
    for (const wiring of wirings) {
      this.held.set(wiring.name, { ...wiring, current: version(generateSecretString(wiring.generate)) });
    }
  }

  get all(): readonly Secret[] {
    return [...this.held.values()];
  }

  /** @param id name or ARN @returns undefined where there is none */
  find(id: string): Secret | undefined {
    return this.held.get(id) ?? this.all.find(({ arn }) => arn === id);
  }

  /** Replaces a value, as somebody does who knows it better: an engine's own administrator. @throws Error as `rotate` */
  put(id: string, value: string): void {
    const secret = this.find(id);
    if (secret === undefined) {
      const names = this.all.map(({ name }) => name).join(', ') || 'none';
      throw new Error(`There is no secret ${id}; there are: ${names}`);
    }
    this.held.set(secret.name, { ...secret, current: version(value) });
  }

  /** Gives a secret a new generated value. @param id name or ARN @throws Error naming the secrets that there are */
  rotate(id: string): void {
    this.put(id, generateSecretString(this.find(id)?.generate ?? {}));
  }
}

function version(value: string): SecretVersion {
  return { id: randomUUID(), value, createdAt: new Date() };
}
