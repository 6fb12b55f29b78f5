/** The board's HTTP server, and what it refuses. */
import { once } from 'node:events';
import { get, type IncomingMessage, type RequestOptions, request } from 'node:http';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { readAssets, VENDOR_PATHS } from '../../../../local/board/assets';
import { Audience } from '../../../../local/board/audience';
import { type BoardServer, serve } from '../../../../local/board/server';

const audience = new Audience<Record<string, object>>();
let server: BoardServer;

beforeAll(async () => {
  server = await serve(0, { audience, assets: readAssets(), documents: { '/panels': () => ({ panels: [] }) } });
});
afterAll(async () => {
  audience.end();
  await server.close();
});

async function send(path: string, options: RequestOptions = {}): Promise<IncomingMessage & { readonly body: string }> {
  // fetch and URL would normalise the path and set the host themselves.
  const call = request({ host: '127.0.0.1', port: new URL(server.url).port, path, ...options });
  call.end();
  const [response] = (await once(call, 'response')) as [IncomingMessage];
  return Object.assign(response, { body: await text(response) });
}

describe('the board over HTTP', () => {
  it('serves its page and everything that the page refers to', async () => {
    const page = await send('/');
    expect(page.statusCode).toBe(200);
    const named = [...page.body.matchAll(/(?:src|href)="(\/[^"]*)"/g)].map(([, address = '']) => address);
    expect(named.length).toBeGreaterThan(2);
    for (const address of [...named, ...VENDOR_PATHS]) expect((await send(address)).statusCode).toBe(200);
  });

  it('lets a page run only its own files, and lets no site frame it', async () => {
    const { headers } = await send('/');
    const policy = headers['content-security-policy'];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
  });

  it.each(['evil.example', 'evil.example:80', '127.0.0.1', 'localhost:1'])(
    'refuses a request for the host %s, which may resolve to this machine',
    async (host) => {
      expect((await send('/', { headers: { host } })).statusCode).toBe(421);
      expect((await send('/events', { headers: { host } })).statusCode).toBe(421);
    },
  );

  it('also answers to the name localhost', async () => {
    const { port } = new URL(server.url);
    expect((await send('/', { headers: { host: `localhost:${port}` } })).statusCode).toBe(200);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('is read-only: it refuses %s', async (method) => {
    const { statusCode, headers } = await send('/', { method });
    expect(statusCode).toBe(405);
    expect(headers.allow).toBe('GET, HEAD');
  });

  it.each([
    '/page/../server.ts',
    '/page/%2e%2e/server.ts',
    '/page/tsconfig.json',
    '/page/vega.d.ts',
    '/vendor/vega/package.json',
    '/constructor',
    '//etc/passwd',
  ])('serves nothing else: %s', async (address) => {
    expect((await send(address)).statusCode).toBe(404);
  });

  it('sends a late page the latest event of each name, and then new events', async () => {
    audience.tell('state', { at: 1 });
    audience.tell('state', { at: 2 });
    audience.tell('rows', { part: 'b' }, { whole: 'ab' });
    const [response] = (await once(get(`${server.url}/events`), 'response')) as [IncomingMessage];
    const chunks = response.setEncoding('utf8')[Symbol.asyncIterator]();
    const { value: first } = (await chunks.next()) as { value: string };
    expect(first).toContain('event: state\ndata: {"at":2}\n\nevent: rows\ndata: {"whole":"ab"}\n\n');
    expect(first).not.toContain('"at":1');
    expect(audience.size).toBe(1);
    audience.tell('rows', { part: 'c' }, { whole: 'abc' });
    expect((await chunks.next()).value).toBe('event: rows\ndata: {"part":"c"}\n\n');
    response.destroy();
    while (audience.size > 0) await new Promise(setImmediate);
  });

  it('refuses more than 32 pages', async () => {
    const open = await Promise.all(
      Array.from(
        { length: 32 },
        async () => (await once(get(`${server.url}/events`), 'response'))[0] as IncomingMessage,
      ),
    );
    expect((await send('/events')).statusCode).toBe(503);
    for (const response of open) response.destroy();
    while (audience.size > 0) await new Promise(setImmediate);
  });

  it('says which flag to change if its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { readonly port: number };
    await expect(serve(port, { audience, assets: new Map(), documents: {} })).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is taken: give --board-port another`,
    );
    other.close();
  });
});
