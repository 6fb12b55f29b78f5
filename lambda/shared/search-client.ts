/** HTTPS to OpenSearch with a user's password: a fetch that keeps its connections and may trust a private CA. */
import { readFileSync } from 'node:fs';
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

export interface SearchRequest {
  readonly method: 'GET' | 'PUT' | 'POST';
  /** With its query. */
  readonly path: string;
  /** JSON, or lines of it for `_bulk`. */
  readonly body?: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** @default none: a session's cookie among the headers does */
  readonly credentials?: Credentials;
  /** The request is given up after it. */
  readonly timeoutMs: number;
}

export interface SearchAnswer {
  readonly status: number;
  readonly body: string;
  /** Those it sets, with their attributes; absent where it sets none. */
  readonly cookies?: readonly string[];
}

/** One connection carries calls one after the other; a second is for a call that overlaps. */
const MAX_SOCKETS = 2;

export class SearchClient {
  /** Scheme, host and port. */
  readonly origin: string;
  private readonly agent: HttpAgent;
  private readonly send: typeof requestHttps | typeof requestHttp;

  /**
   * @param endpoint a URL, or a host as CloudFormation gives a domain's endpoint
   * @param caFile path of a PEM file with the CA of a domain behind a private one; the public CAs are trusted without it
   * @throws Error for an endpoint that is no URL or a file that cannot be read
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

  /** @throws what the connection failed with; any status is an answer */
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
