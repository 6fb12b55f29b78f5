/** Brings the note in the notebook to what it should be, without touching what a person put beside it. */
import { PARAGRAPH, type Paragraph } from '../../../flink-sql/studio-note';
import type { Studio } from '../studio';
import type { NoteParagraph } from './zeppelin';

/** A note that is there, with its paragraphs by title. */
export interface Note {
  readonly id: string;
  readonly paragraphs: ReadonlyMap<string, NoteParagraph>;
}

/**
 * Finds the note by its path or imports it, and puts its paragraphs right. One at a time: a note that is deleted takes
 * the interpreter with it, and every job.
 */
export async function putNote(studio: Studio): Promise<Note> {
  const { zeppelin, wanted } = studio;
  const id = (await zeppelin.find(wanted.path)) ?? (await zeppelin.import(wanted.note));
  const found = await zeppelin.paragraphs(id);
  for (const [index, paragraph] of wanted.note.paragraphs.entries())
    await putParagraph(
      studio,
      { id, index },
      paragraph,
      found.filter(({ title }) => title === paragraph.title),
    );
  return { id, paragraphs: new Map((await zeppelin.paragraphs(id)).map((each) => [each.title, each])) };
}

interface Place {
  /** The note's. */
  readonly id: string;
  readonly index: number;
}

async function putParagraph(
  studio: Studio,
  { id, index }: Place,
  wanted: Paragraph,
  [first, ...others]: readonly NoteParagraph[],
): Promise<void> {
  const { zeppelin } = studio;
  for (const other of others) await zeppelin.remove(id, other.id);
  if (first === undefined) await zeppelin.insert(id, wanted, index);
  else if (isSoiled(studio, first, wanted)) await replace(studio, { id, index }, first.id, wanted);
  else if (first.text !== wanted.text) await zeppelin.put(id, first.id, wanted);
}

/** True for the key's paragraph when it is not as it should be, or when the key stands in its results. */
function isSoiled({ maskingKey }: Studio, { title, text, whole }: NoteParagraph, wanted: Paragraph): boolean {
  return title === PARAGRAPH.maskingKey && (text !== wanted.text || whole.includes(maskingKey));
}

/** Removes a paragraph with its results, and what Zeppelin remembers of its failure; puts a clean one into its place. */
export async function replace(
  { zeppelin }: Studio,
  { id, index }: Place,
  paragraph: string,
  wanted: Paragraph,
): Promise<string> {
  await zeppelin.remove(id, paragraph, true);
  return zeppelin.insert(id, wanted, index, true);
}
