/** Calls OpenSearch as its administrator: waits, retries, and says what to do about a refusal. */
import { setTimeout } from 'node:timers/promises';
import { type Pauses, pauseAfter } from '../../common/calling/backoff';
import type { SearchAnswer, SearchClient, SearchRequest } from '../shared/search-client';
import type { SecretCredentials } from '../shared/secret-credentials';

export interface Step {
  /** What the call does, for the error message: "put the role tripstream_writer". */
  readonly what: string;
  readonly method: SearchRequest['method'];
  readonly path: string;
  readonly body?: object;
  /** Sent as it is, instead of JSON with the administrator's password. */
  readonly asItIs?: Pick<SearchRequest, 'headers' | 'contentType' | 'body'>;
  /** Accepted statuses outside 2xx. */
  readonly accept?: readonly number[];
  /** What to do about status 400. @default check the health of the domain */
  readonly remedy?: string;
  /** Hidden in every message, even if OpenSearch repeats it. */
  readonly secret?: string;
}

export interface ClusterOptions {
  /** Milliseconds until the invocation ends. */
  readonly timeLeft: () => number;
  readonly wait?: (ms: number) => Promise<unknown>;
  /** From 0 to 1. */
  readonly random?: () => number;
}

/** Putting a user reloads the security plugin on every node, which takes seconds. */
const REQUEST_TIMEOUT_MS = 30_000;

/** A new domain may take minutes to answer. */
const PAUSES: Pauses = { firstMs: 500, longestMs: 10_000 };

/** Time reserved to report a failure. */
const MARGIN_MS = 3_000;

const REMEDIES: Readonly<Record<number, string>> = {
  401: "OpenSearch does not accept the administrator's password: put the domain's master user into its secret.",
  403: 'Map the administrator to the roles all_access and security_manager.',
};

export class Cluster {
  constructor(
    private readonly client: SearchClient,
    private readonly administrator: SecretCredentials,
    private readonly options: ClusterOptions,
  ) {}

  /**
   * Waits until the cluster and its security plugin answer.
   * @throws Error as {@link call}
   */
  async ready(): Promise<void> {
    await this.call({ what: 'reach the cluster', method: 'GET', path: '/_cluster/health' });
  }

  /**
   * Makes a call, and retries temporary failures while there is time.
   * @throws Error that names the step, the endpoint, the status and OpenSearch's reason
   */
  async call(step: Step): Promise<SearchAnswer> {
    for (let attempt = 0; ; attempt++) {
      const answer = await this.attempt(step);
      if (typeof answer !== 'string' && isAccepted(answer.status, step)) return answer;
      const { random = Math.random, wait = setTimeout } = this.options;
      const pause = pauseAfter(attempt + 1, PAUSES, random());
      const isTemporary = typeof answer === 'string' || [408, 429].includes(answer.status) || answer.status >= 500;
      if (!isTemporary || this.timeLeft() <= pause) throw new Error(this.explain(step, answer));
      await wait(pause);
    }
  }

  /** @returns the answer, or what the connection failed with */
  private async attempt({ method, path, body, asItIs }: Step): Promise<SearchAnswer | string> {
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    const content = asItIs ?? { ...json, credentials: await this.administrator.get() };
    const timeoutMs = Math.max(1, Math.min(REQUEST_TIMEOUT_MS, this.timeLeft()));
    try {
      return await this.client.request({ method, path, ...content, timeoutMs });
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  private explain({ what, method, path, secret, remedy: whenRefused }: Step, answer: SearchAnswer | string): string {
    const call = `Could not ${what}: ${method} ${this.client.origin}${path}`;
    if (typeof answer === 'string')
      return `${call} got no answer (${answer}). Check that the domain runs and that the function may reach it.`;
    const known = answer.status === 400 ? whenRefused : REMEDIES[answer.status];
    const remedy = known ?? 'Check the health of the domain, then deploy again.';
    return `${call} was answered with ${answer.status}: ${reasonOf(answer, secret)}. ${remedy}`;
  }

  private timeLeft(): number {
    return this.options.timeLeft() - MARGIN_MS;
  }
}

function isAccepted(status: number, { accept = [] }: Step): boolean {
  return (status >= 200 && status < 300) || accept.includes(status);
}

/**
 * Reads OpenSearch's message: `{"error": {"type", "reason"}}`, `{"error": "…"}`, or from the
 * security plugin `{"reason"}`.
 * @param secret hidden in the message
 */
export function reasonOf({ body }: SearchAnswer, secret?: string): string {
  const { error, reason, message } = parse(body);
  const described = typeof error === 'object' && error !== null ? `${error.type}: ${error.reason}` : error;
  const text = String(described ?? reason ?? message ?? (body.trim() || 'no reason given'));
  // Hide before cutting: half a secret would not be found.
  return hide(text, secret).slice(0, 500);
}

interface ErrorBody {
  readonly error?: string | { readonly type?: string; readonly reason?: string };
  readonly reason?: string;
  readonly message?: string;
}

function parse(body: string): ErrorBody {
  try {
    return Object(JSON.parse(body));
  } catch {
    return {};
  }
}

/**
 * Hides a secret as plain text and as JSON text, escaped once or twice: an answer may quote the
 * request inside a JSON string.
 */
function hide(text: string, secret: string | undefined): string {
  if (secret === undefined) return text;
  const escaped = (plain: string) => JSON.stringify(plain).slice(1, -1);
  const forms = [escaped(escaped(secret)), escaped(secret), secret];
  return forms.reduce((hidden, form) => hidden.replaceAll(form, '***'), text);
}
