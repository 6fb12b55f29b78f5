/** A small client of OpenSearch's REST interface: JSON over HTTPS with basic authentication. */
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { Agent, request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';

const TIMEOUT_MILLISECONDS = 30_000;

/** Where a node is, and with which credentials to call it. */
/** Enough of an answer's body to see the error. */
const QUOTED_CHARACTERS = 500;

export interface OpenSearchAccess {
  /** Address of the form `https://localhost:<port>`. */
  readonly url: string;
  /** Certificate authority to trust, as PEM text. */
  readonly ca: string;
  readonly user: string;
  readonly password: string;
}

/** An answer with a status outside 2xx. Its body says why. */
export class OpenSearchError extends Error {
  override readonly name = 'OpenSearchError';

  constructor(
    call: string,
    readonly status: number,
    readonly body: string,
  ) {
    super(`OpenSearch answered ${call} with ${status}: ${body.slice(0, QUOTED_CHARACTERS)}`);
  }
}

/** Calls one node. Close it after use. */
export class OpenSearchClient {
  private readonly agent: Agent;

  constructor(private readonly access: OpenSearchAccess) {
    this.agent = new Agent({ keepAlive: true, ca: access.ca });
  }

  /**
   * Sends one request.
   * @param body an object is sent as JSON, an array as lines of JSON for `_bulk` and `_msearch`
   * @returns the parsed JSON, or the body if it is plain text. An answer 200 to `_bulk` can still
   *   contain failed items
   * @throws OpenSearchError for a status outside 2xx
   * @throws Error if the node cannot be reached in 30 s
   */
  async request(method: string, path: string, body?: object): Promise<unknown> {
    const { url, user, password } = this.access;
    const type = Array.isArray(body) ? 'application/x-ndjson' : 'application/json';
    const request = httpsRequest(new URL(path, url), {
      method,
      agent: this.agent,
      auth: `${user}:${password}`,
      headers: { 'content-type': type },
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    });
    request.end(body === undefined ? '' : encodeBody(body));
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    const answer = await text(response);
    const { statusCode: status = 0, headers } = response;
    if (status < 200 || status > 299) throw new OpenSearchError(`${method} ${path}`, status, answer);
    return headers['content-type']?.includes('json') ? JSON.parse(answer) : answer;
  }

  /** Closes the connections that are kept open. */
  close(): void {
    this.agent.destroy();
  }
}

function encodeBody(body: object): string {
  return Array.isArray(body) ? body.map((line) => `${JSON.stringify(line)}\n`).join('') : JSON.stringify(body);
}
