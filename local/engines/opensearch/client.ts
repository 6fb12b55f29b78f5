/** The least that local use needs of OpenSearch's REST interface: JSON over HTTPS with basic credentials. */
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { Agent, request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';

const TIMEOUT_MILLISECONDS = 30_000;

export interface OpenSearchAccess {
  /** `https://localhost:<port>`. */
  readonly url: string;
  /** The certificate authority to trust, as PEM text. */
  readonly ca: string;
  readonly user: string;
  readonly password: string;
}

/** An answer outside 2xx; its body says why. */
export class OpenSearchError extends Error {
  override readonly name = 'OpenSearchError';

  constructor(
    call: string,
    readonly status: number,
    readonly body: string,
  ) {
    super(`OpenSearch answered ${call} with ${status}: ${body.slice(0, 500)}`);
  }
}

export class OpenSearchClient {
  private readonly agent: Agent;

  constructor(private readonly access: OpenSearchAccess) {
    this.agent = new Agent({ keepAlive: true, ca: access.ca });
  }

  /**
   * @param body an object, sent as JSON; an array is sent as lines of JSON, as `_bulk` and `_msearch` take them
   * @returns the parsed body; plain text as it is. A `_bulk` of 200 can still hold failed items
   * @throws OpenSearchError for a status outside 2xx; Error when the node cannot be reached in 30 s
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
    request.end(body === undefined ? '' : payload(body));
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    const answer = await text(response);
    const { statusCode: status = 0, headers } = response;
    if (status < 200 || status > 299) throw new OpenSearchError(`${method} ${path}`, status, answer);
    return headers['content-type']?.includes('json') ? JSON.parse(answer) : answer;
  }

  /** Ends the connections kept open. */
  close(): void {
    this.agent.destroy();
  }
}

function payload(body: object): string {
  return Array.isArray(body) ? body.map((line) => `${JSON.stringify(line)}\n`).join('') : JSON.stringify(body);
}
