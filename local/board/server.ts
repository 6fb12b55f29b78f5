/** The board's HTTP server: read-only, on 127.0.0.1, and its page may run only its own scripts. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listenLocally } from '../../common/calling/listen';
import { UsageError } from '../../common/cli/errors';
import type { Asset } from './assets';
import type { Audience } from './audience';

/**
 * Vega works under this policy: it sets styles through the CSSOM, which `style-src` does not cover,
 * and its expressions are interpreted instead of compiled.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

/** The board cannot start with its options. The message says what to change. */
export class BoardError extends UsageError {
  override readonly name = 'BoardError';
}

const CLOSING_MS = 500;
const EVENTS = '/events';
const A_YEAR = 'public, max-age=31536000, immutable';

export interface Site {
  readonly audience: Pick<Audience<Readonly<Record<string, object>>>, 'add'>;
  readonly assets: ReadonlyMap<string, Asset>;
  /** Documents to be sent as JSON, by path. */
  readonly documents: Readonly<Record<string, () => object>>;
}

export interface BoardServer {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts to listen.
 * @param port 0 for a free one
 * @throws BoardError if the port cannot be used
 */
export async function serve(port: number, site: Site): Promise<BoardServer> {
  const server = createServer((request, response) => answer(request, response, site));
  const bound = await listenLocally(server, port, 'give --board-port another, or leave it out for a free one.').catch(
    ({ message }: Error) => Promise.reject(new BoardError(message)),
  );
  return {
    url: `http://127.0.0.1:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // A page that has stopped reading must not delay the end.
        setTimeout(() => server.closeAllConnections(), CLOSING_MS).unref();
      }),
  };
}

function answer(request: IncomingMessage, response: ServerResponse, site: Site): void {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
  const reply = replyTo(request, site);
  if (reply !== 'events') send(response, reply);
  else if (!site.audience.add(response)) send(response, text(503, 'Too many pages are open.'));
}

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

function replyTo(request: IncomingMessage, { assets, documents }: Site): Reply | 'events' {
  if (!isOwnHost(request)) return text(421, 'The board answers only to the names 127.0.0.1 and localhost.');
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return text(405, 'The board is read-only: use GET or HEAD.', { allow: 'GET, HEAD' });
  const address = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const asset = assets.get(address);
  if (asset) return ok(asset.type, asset.body, asset.lasting ? A_YEAR : 'no-cache');
  const document = Object.hasOwn(documents, address) ? documents[address] : undefined;
  if (document) return ok('application/json', Buffer.from(JSON.stringify(document())), 'no-cache');
  if (address === EVENTS && request.method === 'GET') return 'events';
  return text(404, 'There is nothing here.');
}

/** Otherwise a site whose name resolves to 127.0.0.1 (DNS rebinding) could read the board. */
function isOwnHost({ headers: { host }, socket }: IncomingMessage): boolean {
  return ['127.0.0.1', 'localhost'].some((name) => host === `${name}:${socket.localPort}`);
}

function ok(type: string, body: Buffer, cacheControl: string): Reply {
  return { status: 200, headers: { 'content-type': type, 'cache-control': cacheControl }, body };
}

function text(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' },
    body: Buffer.from(`${message}\n`),
  };
}

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  // Node omits the body of an answer to HEAD.
  response.writeHead(status, { ...headers, 'content-length': body.length });
  response.end(body);
}
