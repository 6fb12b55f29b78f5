import { KinesisClient } from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { StreamWiring } from '../../../../../local/aws/template/wiring';

/** A clock that stands still until it is moved. */
export class ManualClock {
  private time = Date.UTC(2026, 0, 1);

  now(): number {
    return this.time;
  }

  advance(milliseconds: number): void {
    this.time += milliseconds;
  }
}

export function wiring(name: string, overrides: Partial<StreamWiring> = {}): StreamWiring {
  const arn = `arn:aws:kinesis:eu-west-1:123456789012:stream/${name}`;
  return { name, arn, mode: 'ON_DEMAND', shardCount: 4, retentionHours: 24, ...overrides };
}

/** A client that tells of each failure at once instead of trying again. */
export function client(url: string, maxAttempts = 1): KinesisClient {
  return new KinesisClient({
    endpoint: url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    requestHandler: new NodeHttpHandler(),
    maxAttempts,
  });
}

export function bytes(text: string): Buffer {
  return Buffer.from(text);
}
