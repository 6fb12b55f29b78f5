/**
 * The proxy in front of Zeppelin and of Flink's page in Studio. A presigned URL gives a cookie;
 * requests without a cookie are answered 403.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { type Sessions, SITES, type Site } from './sessions';

const COOKIE = 'VerifiedAuthToken';

export interface Passed {
  readonly method: string;
  /** The path with the site's name, for example `/zeppelin/api/notebook`. */
  readonly path: string;
}

export class AuthProxy {
  /** The requests that were passed on, in order. */
  readonly passed: Passed[] = [];
  /** Runs before each request is passed on. The request waits for it. */
  before: (request: Passed) => Promise<void> | void = () => undefined;

  private constructor(private readonly server: Server) {}

  /**
   * Starts the proxy on a free port.
   * @param behind gives the URL behind a site, without a slash at its end; undefined while the
   *   application does not run
   */
  static async start(sessions: Sessions, behind: (site: Site) => string | undefined): Promise<AuthProxy> {
    const server = createServer((request, response) => {
      const site = Object.values(SITES).find((one) => request.url?.startsWith(one));
      const token = new URL(request.url ?? '', 'http://studio').searchParams.get('authToken');
      const target = site && behind(site);
      if (site !== undefined && token !== null) open(response, sessions, token, site);
      else if (target === undefined || !sessions.isOpen(cookieOf(request), site)) refuse(response, 403);
      else void proxy.pass(request, response, `${target}/${request.url?.slice(site.length)}`);
    });
    const proxy = new AuthProxy(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  urlOf(site: Site, token: string): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${site}?authToken=${token}`;
  }

  private async pass(request: IncomingMessage, response: ServerResponse, url: string): Promise<void> {
    const passed = { method: request.method ?? '', path: request.url ?? '' };
    await this.before(passed);
    this.passed.push(passed);
    passOn(request, response, url);
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

function open(response: ServerResponse, sessions: Sessions, token: string, site: Site): void {
  const cookie = sessions.open(token, site);
  if (cookie === undefined) refuse(response, 403);
  else response.writeHead(302, { location: site, 'set-cookie': `${COOKIE}=${cookie}; Path=/; HttpOnly` }).end();
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/html' }).end('<html>Forbidden</html>');
}

function cookieOf({ headers }: IncomingMessage): string {
  return new RegExp(`(?:^|;\\s*)${COOKIE}=([^;]+)`).exec(headers.cookie ?? '')?.[1] ?? '';
}

function passOn(request: IncomingMessage, response: ServerResponse, url: string): void {
  const { host: _, cookie: __, ...headers } = request.headers;
  const onward = send(url, { method: request.method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    pipeline(answer, response).catch(() => response.destroy());
  });
  onward.once('error', () => response.destroy());
  pipeline(request, onward).catch(() => onward.destroy());
}
