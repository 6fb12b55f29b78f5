/** A Studio application over HTTP: Zeppelin and Flink behind a proxy that lets in by a URL valid once, then by cookie. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { FakeFlink } from './fake-flink';
import { type FakeReply, FakeZeppelin } from './fake-zeppelin';

export class FakeStudio {
  zeppelin = new FakeZeppelin();
  flink = new FakeFlink();
  /** `METHOD path`, without those that let in. */
  readonly calls: string[] = [];
  /** Before the usual answer; undefined for that. */
  intercept: (call: string) => FakeReply | undefined = () => undefined;
  private readonly unused = new Set<string>();
  private cookies = new Set<string>();
  private tokens = 0;

  private readonly server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    const body = await text(request);
    const token = new URL(url, 'http://studio').searchParams.get('authToken');
    if (token !== null) {
      const isFirst = this.unused.delete(token);
      if (isFirst) this.cookies.add(`VerifiedAuthToken=${token}`);
      response.writeHead(isFirst ? 302 : 403, isFirst ? { 'set-cookie': `VerifiedAuthToken=${token}; Path=/` } : {});
      response.end();
      return;
    }
    this.calls.push(`${method} ${url}`);
    const reply = this.cookies.has(String(headers.cookie)) ? this.answer(method, url, body) : page(403);
    const isPage = typeof reply.body === 'string';
    response.writeHead(reply.status, { 'content-type': isPage ? 'text/html' : 'application/json; charset=UTF-8' });
    response.end(isPage ? reply.body : JSON.stringify(reply.body));
  });

  async start(): Promise<void> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  /** As new, for the next test. */
  reset(): void {
    this.zeppelin = new FakeZeppelin();
    this.flink = new FakeFlink();
    this.zeppelin.begin = () => this.flink.add();
    this.calls.length = 0;
    this.intercept = () => undefined;
  }

  /** A new URL that lets in once. */
  url(type: string): string {
    const token = `secret-token-${++this.tokens}`;
    this.unused.add(token);
    const path = type === 'ZEPPELIN_UI_URL' ? 'app/zeppelin/' : 'app/flinkdashboard/';
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/${path}?authToken=${token}`;
  }

  /** Ends every session. */
  forget(): void {
    this.cookies = new Set();
  }

  private answer(method: string, url: string, body: string): FakeReply {
    const intercepted = this.intercept(`${method} ${url}`);
    if (intercepted) return intercepted;
    const [, server, path = ''] = /^\/app\/(zeppelin\/api\/notebook|flinkdashboard)(.*)$/.exec(url) ?? [];
    if (server === undefined) return page(404);
    return server === 'flinkdashboard' ? this.flink.answer(method, path) : this.zeppelin.answer(method, path, body);
  }
}

function page(status: number): FakeReply {
  return { status, body: '<html></html>' };
}
