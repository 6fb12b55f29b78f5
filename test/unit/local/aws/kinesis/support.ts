/** Clock, wiring and client for the tests of Kinesis. */
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { StreamWiring } from '../../../../../local/aws/template/wiring';

/** A clock that moves only when a test advances it. */
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

/** Makes a client that by default reports a failure without another attempt. */
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
