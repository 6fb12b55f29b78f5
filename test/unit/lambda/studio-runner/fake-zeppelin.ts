/** A notebook that keeps its notes as Zeppelin 0.10.0 does, errors and all, and runs what a test lets it run. */
import { MASKING_KEY_PLACEHOLDER } from '../../../../flink-sql/studio-note';

export interface FakeParagraph {
  id: string;
  title: string;
  text: string;
  status: string;
  results?: { code: string; msg: { type: string; data: string }[] };
  errorMessage?: string;
}

export interface FakeNote {
  readonly id: string;
  readonly path: string;
  paragraphs: FakeParagraph[];
}

export interface FakeReply {
  readonly status: number;
  /** A text is sent as a page. */
  readonly body: object | string;
}

type Sent = { readonly name?: string; readonly paragraphs?: FakeParagraph[]; readonly index?: number } & FakeParagraph;

export class FakeZeppelin {
  readonly notes: FakeNote[] = [];
  /** Everything that Zeppelin writes to its log: what is inserted, and what fails. */
  readonly log: string[] = [];
  /** What the interpreter says of a paragraph's text: undefined for success, a text for a failure. */
  interpret: (text: string) => string | undefined = () => undefined;
  /** Begins a job. */
  begin: () => void = () => {};
  private ids = 0;

  get note(): FakeNote {
    const [note] = this.notes;
    if (note === undefined) throw new Error('There is no note');
    return note;
  }

  paragraph(title: string): FakeParagraph {
    const found = this.note.paragraphs.find((each) => each.title === title);
    if (found === undefined) throw new Error(`There is no paragraph ${title}`);
    return found;
  }

  /** Where the masking key would be found, were it anywhere. */
  get everything(): string {
    return JSON.stringify([this.notes, this.log]);
  }

  /** @param path under `/zeppelin/api/notebook` */
  answer(method: string, path: string, body: string): FakeReply {
    const [, first = '', second = '', third = ''] = path.split('/');
    const sent: Sent = body === '' ? {} : JSON.parse(body);
    if (method === 'GET' && first === '') return ok(this.notes.map(({ id, path }) => ({ id, path })));
    if (first === 'import') return this.import(sent);
    if (first === 'run' || first === 'job') {
      const paragraph = this.find(second).paragraphs.find(({ id }) => id === third);
      if (paragraph === undefined) return missing;
      return first === 'run' ? this.run(paragraph) : this.job(paragraph);
    }
    const note = this.find(first);
    if (method === 'GET') return ok({ ...note, name: 'note' });
    return this.edit(method, note, third, sent);
  }

  private import({ name = '', paragraphs = [] }: Sent): FakeReply {
    const path = `/${name}`;
    if (this.notes.some((note) => note.path === path))
      return { status: 500, body: { exception: 'IOException', message: `Note '${path}' existed`, stacktrace: '' } };
    const made = paragraphs.map(({ title, text }) => ({ id: this.id(), title, text, status: 'READY' }));
    const note = { id: this.id(), path, paragraphs: made };
    this.notes.push(note);
    return ok(note.id);
  }

  private edit(method: string, note: FakeNote, id: string, { title, text, index = 0 }: Sent): FakeReply {
    if (method === 'POST') {
      this.log.push(`Insert paragraph ${text}`);
      const paragraph = { id: this.id(), title, text, status: 'READY' };
      note.paragraphs.splice(index, 0, paragraph);
      return ok(paragraph.id);
    }
    const found = note.paragraphs.find((each) => each.id === id);
    if (found === undefined) return missing;
    if (method === 'PUT') Object.assign(found, { title, text });
    else note.paragraphs = note.paragraphs.filter((each) => each !== found);
    return ok('');
  }

  private run(paragraph: FakeParagraph): FakeReply {
    const failure = this.interpret(paragraph.text);
    const code = failure === undefined ? 'SUCCESS' : 'ERROR';
    const msg = [{ type: 'TEXT', data: failure ?? 'Table has been created.' }];
    paragraph.status = failure === undefined ? 'FINISHED' : 'ERROR';
    paragraph.results = { code, msg };
    if (failure !== undefined) {
      paragraph.errorMessage = `${failure}\n${paragraph.text}`;
      this.log.push(`WARN ${paragraph.text}`);
    }
    return ok({ code, msg });
  }

  private job(paragraph: FakeParagraph): FakeReply {
    paragraph.status = 'RUNNING';
    this.begin();
    return { status: 200, body: { status: 'OK' } };
  }

  private find(id: string): FakeNote {
    return this.notes.find((note) => note.id === id) ?? { id: '', path: '', paragraphs: [] };
  }

  private id(): string {
    this.ids++;
    return `paragraph_${this.ids}`;
  }
}

export const PLACEHOLDER = MASKING_KEY_PLACEHOLDER;

const missing: FakeReply = { status: 404, body: { status: 'NOT_FOUND', message: 'No such paragraph' } };

function ok(body: unknown): FakeReply {
  return { status: 200, body: { status: 'OK', message: '', body } };
}
