/** The one paragraph with a secret: the key goes in, the paragraph runs, the paragraph goes. */
import { PARAGRAPH, type Paragraph, withMaskingKey } from '../../../flink-sql/studio-note';
import { rootCause } from '../redact';
import type { Studio } from '../studio';
import { type Note, replace } from './note';
import type { NoteParagraph } from './zeppelin';

/**
 * Makes the view that holds the masking key.
 * @throws Error that repeats no word of what was run with the key in it
 */
export async function runWithKey(studio: Studio, note: Note): Promise<void> {
  const { zeppelin, wanted, maskingKey } = studio;
  const index = wanted.note.paragraphs.findIndex(({ title }) => title === PARAGRAPH.maskingKey);
  const clean = wanted.note.paragraphs[index];
  const there = note.paragraphs.get(PARAGRAPH.maskingKey);
  if (clean === undefined || there === undefined) throw new Error('The note has no paragraph for the masking key.');
  const keyed = { ...clean, text: withMaskingKey(clean.text, maskingKey) };
  await rehearse(studio, note, there);
  try {
    await zeppelin.put(note.id, there.id, keyed);
    const { succeeded } = await zeppelin.run(note.id, there.id);
    if (!succeeded)
      throw new Error(
        'The paragraph "Masking key" failed with the key in it, though not without: run the note again; what Zeppelin said of it holds the key and is not kept.',
      );
  } finally {
    await blank(studio, note.id, { index, paragraph: there.id, clean });
  }
}

/** Zeppelin logs a statement that fails: what can fail for other reasons fails with the placeholder. */
async function rehearse({ zeppelin, maskingKey }: Studio, note: Note, paragraph: NoteParagraph): Promise<void> {
  const { succeeded, output } = await zeppelin.run(note.id, paragraph.id);
  if (!succeeded) throw new Error(`The paragraph "Masking key" failed: ${rootCause(output, maskingKey)}.`);
}

async function blank(
  studio: Studio,
  note: string,
  { index, paragraph, clean }: { readonly index: number; readonly paragraph: string; readonly clean: Paragraph },
): Promise<void> {
  const id = await replace(studio, { id: note, index }, paragraph, clean);
  const left = (await studio.zeppelin.paragraphs(note)).find((each) => each.whole.includes(studio.maskingKey));
  if (left !== undefined)
    throw new Error(
      `The masking key still stands in the notebook, in the paragraph "${left.title || left.id}": delete it there.`,
    );
  studio.tell('The masking key was put in and taken out again', { paragraph: id });
}
