/** An HTTP server of a test's own, on a free port of this machine. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export abstract class LoopbackServer {
  private readonly server = createServer((request, response) => this.respond(request, response));

  protected abstract respond(request: IncomingMessage, response: ServerResponse): Promise<void>;

  /** @returns its URL, without a slash at the end */
  async start(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
