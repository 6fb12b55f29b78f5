/** Writes the job as a note for Studio: the same files, in paragraphs, without a secret. */
import { JOB_NAME, type Job, renderFiles } from './job';
import { checkMaskingKey, type JobParameters } from './parameters';

/** The text in the note that the masking key replaces when the job is submitted. */
export const MASKING_KEY_PLACEHOLDER = 'MASKING-KEY-GOES-HERE';

/** The title of each paragraph, in the order in which they run. */
export const PARAGRAPH = {
  /** Studio takes no checkpoints by default. */
  checkpoints: 'Checkpoints',
  /** The same by SET. It may fail: interpreters that know only table options refuse it. */
  checkpointSettings: 'Checkpoints by SET',
  tables: 'Tables',
  views: 'Views of trips',
  /** The only paragraph with the placeholder. Never keep it with the key in it. */
  maskingKey: 'Masking key',
  maskedViews: 'Views of masked trips',
  job: 'Job',
} as const;

export interface Paragraph {
  readonly title: string;
  readonly text: string;
}

/** A note as `POST /api/notebook/import` takes it. */
export interface StudioNote {
  readonly name: string;
  readonly paragraphs: readonly Paragraph[];
  readonly config: Readonly<Record<string, never>>;
  readonly info: Readonly<Record<string, never>>;
}

const SQL = '%flink.ssql';

/** @throws Error in the same cases as `renderJob` */
export function studioNote(parameters: JobParameters): StudioNote {
  const job = renderFiles({ ...parameters, maskingKey: MASKING_KEY_PLACEHOLDER });
  const keyed = job.views.findIndex((view) => view.includes(MASKING_KEY_PLACEHOLDER));
  const texts: Readonly<Record<keyof typeof PARAGRAPH, string>> = {
    checkpoints: scalaParagraph(parameters),
    checkpointSettings: paragraph(
      SQL,
      job.settings.filter((statement) => !isTableOption(statement)),
    ),
    tables: paragraph(SQL, job.tables.flatMap(recreate)),
    views: paragraph(SQL, job.views.slice(0, keyed).flatMap(recreate)),
    maskingKey: paragraph(SQL, job.views.slice(keyed, keyed + 1).flatMap(recreate)),
    maskedViews: paragraph(SQL, job.views.slice(keyed + 1).flatMap(recreate)),
    job: jobParagraph(job),
  };
  const paragraphs = Object.entries(PARAGRAPH).map(([key, title]) => ({
    title,
    text: texts[key as keyof typeof PARAGRAPH],
  }));
  return { name: JOB_NAME, paragraphs, config: {}, info: {} };
}

/**
 * Puts the masking key into its paragraph, which is then run and never logged.
 * @throws Error for a key that a notebook could read as more than text, and for a text without the
 *   placeholder
 */
export function withMaskingKey(text: string, key: string): string {
  checkMaskingKey(key);
  if (!text.includes(MASKING_KEY_PLACEHOLDER))
    throw new Error('The paragraph has no place for the masking key: it is not the one that needs it.');
  return text.replaceAll(MASKING_KEY_PLACEHOLDER, key);
}

/**
 * All inserts, as one job. A SET holds only for its own paragraph, so the table options are here
 * too.
 */
function jobParagraph({ settings, inserts }: Job): string {
  return paragraph(`${SQL}(runAsOne=true, jobName=${JOB_NAME})`, [...settings.filter(isTableOption), ...inserts]);
}

function paragraph(interpreter: string, statements: readonly string[]): string {
  return [interpreter, ...statements.map((statement) => `${statement};`)].join('\n');
}

function isTableOption(statement: string): boolean {
  return /^SET 'table\./m.test(statement);
}

/**
 * Drops a table or view before it is made: temporary ones outlive a paragraph, and all notes share
 * them.
 */
function recreate(statement: string): readonly string[] {
  const [, kind, name] = /^CREATE TEMPORARY (TABLE|VIEW) (\w+)/m.exec(statement) ?? [];
  return [`DROP TEMPORARY ${kind} IF EXISTS ${name}`, statement];
}

function scalaParagraph({ checkpointIntervalSeconds, checkpointPauseSeconds }: JobParameters): string {
  return [
    '%flink',
    `senv.enableCheckpointing(${checkpointIntervalSeconds * 1000}L)`,
    `senv.getCheckpointConfig.setMinPauseBetweenCheckpoints(${checkpointPauseSeconds * 1000}L)`,
  ].join('\n');
}
