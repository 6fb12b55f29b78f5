/** Uses the notebook as a person does, without the proxy. */
import { JOB_NAME } from '../../../flink-sql/job';
import type { Paragraph } from '../../../flink-sql/studio-note';

export interface KeptParagraph extends Paragraph {
  readonly id: string;
  /** Zeppelin's status: FINISHED, ERROR, RUNNING and others. */
  readonly status: string;
}

export class Notebook {
  /**
   * Numbers the scratch notes. A path can be used once, and a note cannot be deleted: the
   * interpreter would stop with it.
   */
  private static scratchNotes = 0;

  /** @param url URL of Zeppelin's API */
  constructor(private readonly url: string) {}

  async paths(): Promise<readonly string[]> {
    return (await this.notes()).map(({ path }) => path);
  }

  /**
   * Finds the id of the job's note.
   * @throws Error unless there is exactly one note of that name
   */
  async noteId(): Promise<string> {
    const found = (await this.notes()).filter(({ path }) => path === `/${JOB_NAME}`);
    if (found.length !== 1 || found[0] === undefined) throw new Error(`There are ${found.length} notes of the job.`);
    return found[0].id;
  }

  async paragraphs(): Promise<readonly KeptParagraph[]> {
    const { paragraphs } = (await this.ask('GET', `/notebook/${await this.noteId()}`)) as {
      paragraphs: KeptParagraph[];
    };
    return paragraphs;
  }

  /** Gives a paragraph's path as the calls `run` and `job` take it: `/<note>/<paragraph>`. */
  async placeOf(title: string): Promise<string> {
    return `/${await this.noteId()}/${(await this.paragraph(title)).id}`;
  }

  async statusOf(title: string): Promise<string> {
    return (await this.paragraph(title)).status;
  }

  /** Starts a paragraph without waiting for its end. */
  async begin(title: string): Promise<void> {
    await this.ask('POST', `/notebook/job${await this.placeOf(title)}`);
  }

  /**
   * Runs a text in a new note.
   * @throws Error when the paragraph fails
   */
  async runOnce(text: string): Promise<void> {
    const note = {
      name: `scratch-${++Notebook.scratchNotes}`,
      paragraphs: [{ title: 'Scratch', text }],
      config: {},
      info: {},
    };
    const id = await this.ask('POST', '/notebook/import', note);
    const { paragraphs } = (await this.ask('GET', `/notebook/${id}`)) as { paragraphs: KeptParagraph[] };
    const { code } = (await this.ask('POST', `/notebook/run/${id}/${paragraphs[0]?.id}`)) as { code: string };
    if (code !== 'SUCCESS') throw new Error(`The paragraph ended with ${code}.`);
  }

  private async paragraph(title: string): Promise<KeptParagraph> {
    const found = (await this.paragraphs()).find((paragraph) => paragraph.title === title);
    if (found) return found;
    throw new Error(`The note has no paragraph ${title}.`);
  }

  private async notes() {
    return (await this.ask('GET', '/notebook')) as readonly { readonly id: string; readonly path: string }[];
  }

  private async ask(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(this.url + path, { method, ...(body && { body: JSON.stringify(body) }) });
    if (!response.ok) throw new Error(`Zeppelin answered ${method} ${path} with ${response.status}.`);
    return ((await response.json()) as { readonly body?: unknown }).body;
  }
}
