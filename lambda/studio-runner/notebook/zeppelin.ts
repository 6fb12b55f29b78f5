/** Zeppelin's REST interface, as far as the runner needs it. Its answers quote the SQL: only chosen words are repeated. */
import type { Paragraph } from '../../../flink-sql/studio-note';
import type { Call, Reply, Session } from './session';

export interface NoteParagraph extends Paragraph {
  readonly id: string;
  /** READY, PENDING, RUNNING, FINISHED, ERROR or ABORT. After a stop of the server a running one reads ABORT. */
  readonly status: string;
  /** What its last run wrote; for no log. */
  readonly output: string;
  /** All of it as JSON: text, results, error. */
  readonly whole: string;
}

/** What an interpreter wrote, as both kinds of answer have it. */
interface Results {
  readonly msg?: readonly { readonly data?: string }[];
}

export interface RunResult {
  readonly succeeded: boolean;
  /** What the interpreter wrote; for no log. */
  readonly output: string;
}

/** The first paragraph that runs waits for its interpreter: 28 to 42 s were seen. */
const RUN_TIMEOUT_MS = 180_000;

export class Zeppelin {
  constructor(private readonly session: Session) {}

  /** @returns id of the note at a path such as `/tripstream`, the first of several */
  async find(path: string): Promise<string | undefined> {
    const notes = await this.body<readonly { readonly id: string; readonly path: string }[]>({
      method: 'GET',
      path: '/notebook',
    });
    return notes.find((note) => note.path === path)?.id;
  }

  /** @returns id of the new note, which Zeppelin chooses */
  import(note: object): Promise<string> {
    return this.body({ method: 'POST', path: '/notebook/import', body: note });
  }

  async paragraphs(note: string): Promise<readonly NoteParagraph[]> {
    const { paragraphs } = await this.body<{
      readonly paragraphs: readonly (Partial<NoteParagraph> & { readonly results?: Results })[];
    }>({
      method: 'GET',
      path: `/notebook/${note}`,
    });
    return paragraphs.map((one) => ({
      id: one.id ?? '',
      title: one.title ?? '',
      text: one.text ?? '',
      status: one.status ?? '',
      output: outputOf(one.results),
      whole: JSON.stringify(one),
    }));
  }

  /** Zeppelin logs the text. @returns the new paragraph's id */
  insert(note: string, paragraph: Paragraph, index: number, tidying = false): Promise<string> {
    const { title, text } = paragraph;
    return this.body({ method: 'POST', path: `/notebook/${note}/paragraph`, body: { title, text, index }, tidying });
  }

  /** Zeppelin does not log the text. */
  async put(note: string, id: string, { title, text }: Paragraph): Promise<void> {
    await this.ask({ method: 'PUT', path: `/notebook/${note}/paragraph/${id}`, body: { title, text } });
  }

  /** With its results. */
  async remove(note: string, id: string, tidying = false): Promise<void> {
    await this.ask({ method: 'DELETE', path: `/notebook/${note}/paragraph/${id}`, tidying });
  }

  /** Runs a paragraph to its end. */
  async run(note: string, id: string): Promise<RunResult> {
    const call: Call = { method: 'POST', path: `/notebook/run/${note}/${id}`, timeoutMs: RUN_TIMEOUT_MS, once: true };
    const { code, ...results } = await this.body<Results & { readonly code: string }>(call);
    return { succeeded: code === 'SUCCESS', output: outputOf(results) };
  }

  /** Begins to run a paragraph that does not end; a second call would begin a second job. */
  async submit(note: string, id: string): Promise<void> {
    await this.ask({ method: 'POST', path: `/notebook/job/${note}/${id}`, once: true });
  }

  private async body<T>(call: Call): Promise<T> {
    const { body } = Object(await this.ask(call)) as { readonly body?: T };
    if (body === undefined || body === null)
      throw new Error(`Zeppelin answered ${call.method} ${call.path} with nothing.`);
    return body;
  }

  private async ask(call: Call): Promise<unknown> {
    const reply = await this.session.call(call);
    if (reply.status < 400) return reply.json;
    throw new Error(`Zeppelin answered ${call.method} ${call.path} with ${reply.status}${exceptionOf(reply)}.`);
  }
}

function outputOf({ msg = [] }: Results = {}): string {
  return msg.map(({ data = '' }) => data).join('\n');
}

/** The name of Java's exception; its message may hold what was sent. */
function exceptionOf({ json }: Reply): string {
  const { exception } = Object(json) as { readonly exception?: unknown };
  return typeof exception === 'string' && /^[\w.$]+$/.test(exception) ? ` (${exception})` : '';
}
