/** HTTP into the application: a URL that lets in once, a cookie from then on. Neither stands in any message. */
import { type Clock, until } from '../clock';
import { type Answer, request, Unanswered } from './request';

const CALL_TIMEOUT_MS = 30_000;
/** Two such calls fit into the time that a run keeps for tidying up. */
const TIDYING_TIMEOUT_MS = 8_000;
/** A server that has just been started may not answer yet. */
const RISING = { everyMs: 3_000, forMs: 60_000 };
const NOT_YET = [502, 503, 504];

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Under the session's base. */
  readonly path: string;
  readonly body?: object;
  /** @default 30 s */
  readonly timeoutMs?: number;
  /** True for a call that must not be made twice, whatever became of the first. */
  readonly once?: boolean;
  /** True for what has to be done though the run's time is over. */
  readonly tidying?: boolean;
}

export interface Reply {
  readonly status: number;
  /** Undefined for an empty body. */
  readonly json: unknown;
}

export interface SessionOptions {
  /** "Zeppelin" or "Flink", for messages. */
  readonly name: string;
  /** Makes a URL that lets in. */
  readonly url: () => Promise<string>;
  /** What is added to the URL's path to make the REST interface's. */
  readonly api: string;
  readonly clock: Clock;
}

/** For messages: the URL itself is a secret. */
const ENTRY: Call = { method: 'GET', path: 'the URL that lets in' };

interface Entry {
  /** Without a slash at its end. */
  readonly base: string;
  readonly cookie: string;
}

export class Session {
  private entry: Promise<Entry> | undefined;

  constructor(private readonly options: SessionOptions) {}

  /**
   * Makes a call; any status that comes with JSON is an answer.
   * @throws Error when there is no answer, or a page in place of JSON
   */
  async call(call: Call): Promise<Reply> {
    if (call.method !== 'GET' || call.tidying) return this.enteredCall(call);
    const answered = await until(
      () => this.enteredCall(call).catch((error) => (error instanceof Unanswered ? undefined : Promise.reject(error))),
      this.options.clock,
      RISING,
    );
    return answered ?? this.enteredCall(call);
  }

  private async enteredCall(call: Call): Promise<Reply> {
    const { name } = this.options;
    const { status, headers, text } = await this.send(call);
    if (NOT_YET.includes(status)) throw new Unanswered(`${name} is not up: ${shown(call)} got ${status}.`);
    if (status === 403)
      throw new Error(
        `${name} does not let the session in (403): the role needs kinesisanalytics:CreateApplicationPresignedUrl at every call.`,
      );
    if (text === '') return { status, json: undefined };
    const json = headers.get('content-type')?.includes('json') ? parsed(text) : undefined;
    // The proxy and unknown paths answer with pages.
    if (json === undefined)
      throw new Error(`${name} answered ${shown(call)} with a page in place of JSON (${status}).`);
    return { status, json };
  }

  /** A session that has ended is entered anew, once. */
  private async send(call: Call): Promise<Answer> {
    const answer = await this.sendOnce(call);
    if (answer.status !== 403 || call.once) return answer;
    this.entry = undefined;
    return this.sendOnce(call);
  }

  private async sendOnce(call: Call): Promise<Answer> {
    const { base, cookie } = await this.enter();
    const headers = { cookie, ...(call.body && { 'content-type': 'application/json' }) };
    const init = { method: call.method, headers, ...(call.body && { body: JSON.stringify(call.body) }) };
    return this.fetch(`${base}${call.path}`, init, call);
  }

  private enter(): Promise<Entry> {
    this.entry ??= this.enterOnce().then((entry) => entry ?? this.enterOnce().then((again) => again ?? this.refused()));
    this.entry.catch(() => {
      this.entry = undefined;
    });
    return this.entry;
  }

  /** @returns undefined when the URL is not accepted, as one is that was used or is too old */
  private async enterOnce(): Promise<Entry | undefined> {
    const { name, url: makeUrl, api } = this.options;
    const url = await makeUrl();
    if (!URL.canParse(url)) throw new Error(`The service gave no URL for ${name}.`);
    const { status, headers } = await this.fetch(url, { redirect: 'manual' }, ENTRY);
    if (status === 403) return undefined;
    if (status >= 400) throw new Unanswered(`${name} answered its URL with ${status}.`);
    const cookies = headers.getSetCookie().map((each) => each.split(';')[0]);
    if (cookies.length === 0) throw new Error(`${name} let the runner in without a cookie: its proxy has changed.`);
    const { origin, pathname } = new URL(url);
    return { base: `${origin}${pathname.replace(/\/+$/, '')}${api}`, cookie: cookies.join('; ') };
  }

  private refused(): never {
    throw new Error(
      `${this.options.name} accepts no URL made for it (403): check the application's state and the role.`,
    );
  }

  private fetch(url: string, init: RequestInit, call: Call): Promise<Answer> {
    const { name, clock } = this.options;
    const longestMs = call.tidying ? TIDYING_TIMEOUT_MS : (call.timeoutMs ?? CALL_TIMEOUT_MS);
    const leftMs = call.tidying ? longestMs : clock.timeLeft();
    return request(url, init, { name, what: shown(call), longestMs, leftMs });
  }
}

function shown({ method, path }: Call): string {
  return `${method} ${path}`;
}

/** @returns undefined for what is no JSON: the parser's message would quote it */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
