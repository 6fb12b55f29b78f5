/** Runs the note's paragraphs one after the other and submits the job, once. */
import { JOB_NAME } from '../../../flink-sql/job';
import { PARAGRAPH } from '../../../flink-sql/studio-note';
import { until } from '../clock';
import { rootCause } from '../redact';
import type { Studio } from '../studio';
import { runWithKey } from './masking';
import { type Note, replace } from './note';
import { Unanswered } from './request';
import type { NoteParagraph } from './zeppelin';

/** Switching checkpoints on: either way will do, and the job's own settings are looked at afterwards. */
const MAY_FAIL: readonly string[] = [PARAGRAPH.checkpoints, PARAGRAPH.checkpointSettings];
const DEFINITIONS = Object.values(PARAGRAPH).filter((title) => title !== PARAGRAPH.job);

const AT_WORK = ['RUNNING', 'PENDING'];
/** A job was seen in Flink 1 to 16 s after it was submitted. */
const APPEARANCE = { everyMs: 2_000, forMs: 120_000 };

/**
 * To be called while Flink has no job of the name.
 * @returns Flink's id of the job
 * @throws Error naming the paragraph that failed
 */
export async function submit(studio: Studio, found: Note): Promise<string> {
  const note = await renewed(studio, found);
  for (const title of DEFINITIONS) await define(studio, note, title);
  return submitJob(studio, note.id, paragraph(note, PARAGRAPH.job));
}

/**
 * Puts fresh paragraphs in the place of the job's, and of any that an earlier run left at work. The end of an earlier
 * run, which may come late, would pass for that of the new one. And nothing is aborted: Zeppelin 0.10.0, told to abort a
 * run that has just ended, was seen to pass over the paragraph's next run instead.
 */
async function renewed(studio: Studio, { id, paragraphs }: Note): Promise<Note> {
  const fresh = new Map(paragraphs);
  for (const [index, wanted] of studio.wanted.note.paragraphs.entries()) {
    const old = paragraphs.get(wanted.title);
    const isUsed = wanted.title === PARAGRAPH.job && old?.status !== 'READY';
    if (old === undefined || !(isUsed || AT_WORK.includes(old.status))) continue;
    const newId = await replace(studio, { id, index }, old.id, wanted);
    fresh.set(wanted.title, { ...wanted, id: newId, status: 'READY', output: '', whole: '' });
  }
  return { id, paragraphs: fresh };
}

async function define(studio: Studio, note: Note, title: string): Promise<void> {
  if (title === PARAGRAPH.maskingKey) return runWithKey(studio, note);
  const { succeeded, output } = await studio.zeppelin.run(note.id, paragraph(note, title).id);
  if (succeeded) return;
  const reason = rootCause(output, studio.maskingKey);
  if (!MAY_FAIL.includes(title)) throw new Error(`The paragraph "${title}" failed: ${reason}.`);
  studio.tell(`The paragraph "${title}" failed, as it may`, { reason });
}

async function submitJob(studio: Studio, note: string, { id, title }: NoteParagraph): Promise<string> {
  const { zeppelin, flink, clock, maskingKey } = studio;
  const before = new Set((await flink.jobs(JOB_NAME)).map((job) => job.id));
  try {
    await zeppelin.submit(note, id);
  } catch (error) {
    // It may have begun all the same: Flink knows.
    if (!(error instanceof Unanswered)) throw error;
  }
  const appeared = async () => {
    // One that has failed already is found too: it says why.
    const job = (await flink.jobs(JOB_NAME)).find((each) => !before.has(each.id));
    if (job !== undefined) return job.id;
    const now = (await zeppelin.paragraphs(note)).find((each) => each.id === id);
    if (now?.status === 'ERROR')
      throw new Error(`The paragraph "${title}" failed: ${rootCause(now.output, maskingKey)}.`);
    return undefined;
  };
  const job = await until(appeared, clock, APPEARANCE);
  if (job === undefined)
    throw new Error(
      `Flink shows no job ${JOB_NAME} ${APPEARANCE.forMs / 1000} s after it was submitted: are all its task slots taken?`,
    );
  return job;
}

function paragraph({ paragraphs }: Note, title: string): NoteParagraph {
  const found = paragraphs.get(title);
  if (found === undefined) throw new Error(`The note has lost its paragraph "${title}": run it again.`);
  return found;
}
