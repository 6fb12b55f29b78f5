/** Takes the place of the X-Ray daemon in a test. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';

/** Keeps the segments that the X-Ray SDK sends. */
export class SegmentSink {
  // biome-ignore lint/suspicious/noExplicitAny: what JSON.parse gives, for matchers.
  readonly segments: any[] = [];
  private readonly socket = createSocket('udp4', (datagram) => {
    this.segments.push(JSON.parse(datagram.toString().split('\n').slice(1).join('\n')));
  });

  async start(): Promise<string> {
    this.socket.bind(0, '127.0.0.1');
    await once(this.socket, 'listening');
    return `127.0.0.1:${this.socket.address().port}`;
  }

  /**
   * Waits until this many segments have arrived. A datagram may be read after the process that sent
   * it has ended.
   */
  async atLeast(count: number): Promise<void> {
    while (this.segments.length < count) await setTimeout(5);
  }

  stop(): void {
    this.socket.close();
  }
}
