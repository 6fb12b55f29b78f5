/** HTTPS to OpenSearch as a user. Keeps connections open and can trust a private CA. */
import { readFileSync } from 'node:fs';
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

export interface SearchRequest {
  readonly method: 'GET' | 'PUT' | 'POST';
  /** Path and query. */
  readonly path: string;
  /** JSON; for `_bulk`, JSON lines. */
  readonly body?: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** @default none, for requests with a session cookie among the headers */
  readonly credentials?: Credentials;
  /** How long to wait for the answer. */
  readonly timeoutMs: number;
}

export interface SearchAnswer {
  readonly status: number;
  readonly body: string;
  /** Cookies that the answer sets, with their attributes; absent if it sets none. */
  readonly cookies?: readonly string[];
}

/** One connection for calls one after another, and a second for a call that overlaps. */
const MAX_SOCKETS = 2;

export class SearchClient {
  /** Scheme, host and port. */
  readonly origin: string;
  private readonly agent: HttpAgent;
  private readonly send: typeof requestHttps | typeof requestHttp;

  /**
   * @param endpoint a URL, or a host as in CloudFormation's `DomainEndpoint`
   * @param caFile path of a PEM file with a private CA; @default the public CAs
   * @throws Error for an endpoint that is not a URL, or a file that cannot be read
   */
  constructor(endpoint: string, caFile?: string) {
    const url = parse(endpoint);
    const options = { keepAlive: true, maxSockets: MAX_SOCKETS };
    this.origin = url.origin;
    const secure = url.protocol === 'https:';
    this.send = secure ? requestHttps : requestHttp;
    const trust = caFile === undefined ? {} : { ca: readFileSync(caFile) };
    this.agent = secure ? new HttpsAgent({ ...options, ...trust }) : new HttpAgent(options);
  }

  /**
   * Sends a request. Resolves for any status.
   * @throws what the connection failed with
   */
  request({ method, path, body, timeoutMs, ...request }: SearchRequest): Promise<SearchAnswer> {
    const { contentType, credentials } = request;
    const bytes = body === undefined ? undefined : Buffer.from(body);
    const headers = {
      ...request.headers,
      ...(credentials && { authorization: basic(credentials) }),
      ...(bytes && { 'content-type': contentType ?? 'application/json', 'content-length': bytes.length }),
    };
    const signal = AbortSignal.timeout(timeoutMs);
    return new Promise((resolve, reject) => {
      const options = { method, headers, agent: this.agent, signal };
      const sent = this.send(new URL(path, this.origin), options, (response) => read(response).then(resolve, reject));
      sent.on('error', reject);
      sent.end(bytes);
    });
  }
}

function basic({ username, password }: Credentials): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

function parse(endpoint: string): URL {
  const text = endpoint.includes('://') ? endpoint : `https://${endpoint}`;
  if (/^https?:/.test(text) && URL.canParse(text)) return new URL(text);
  throw new Error(`SEARCH_ENDPOINT is "${endpoint}": give the domain's host or an https:// URL.`);
}

async function read(response: IncomingMessage): Promise<SearchAnswer> {
  const chunks: Buffer[] = await response.toArray();
  const cookies = response.headers['set-cookie'];
  return { status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString(), ...(cookies && { cookies }) };
}
