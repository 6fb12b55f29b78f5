/** The job as a note of Studio: the same files, in paragraphs, and no secret in it. */
import { JOB_NAME, type Job, renderFiles } from './job';
import { checkMaskingKey, type JobParameters } from './parameters';

/** Stands in the note where the key goes when the job is submitted. */
export const MASKING_KEY_PLACEHOLDER = 'MASKING-KEY-GOES-HERE';

/** What a paragraph is, by its title. They are run in this order. */
export const PARAGRAPH = {
  /** Studio takes no checkpoints unless told. */
  checkpoints: 'Checkpoints',
  /** The same by SET, which interpreters refuse that know options of tables only: it may fail. */
  checkpointSettings: 'Checkpoints by SET',
  tables: 'Tables',
  views: 'Views of trips',
  /** The one paragraph with the placeholder; never to be kept with the key in it. */
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

/** @throws Error as `renderJob` does */
export function studioNote(parameters: JobParameters): StudioNote {
  const job = renderFiles({ ...parameters, maskingKey: MASKING_KEY_PLACEHOLDER });
  const keyed = job.views.findIndex((view) => view.includes(MASKING_KEY_PLACEHOLDER));
  const texts: Readonly<Record<keyof typeof PARAGRAPH, string>> = {
    checkpoints: scala(parameters),
    checkpointSettings: paragraph(
      SQL,
      job.settings.filter((statement) => !isTableOption(statement)),
    ),
    tables: paragraph(SQL, job.tables.flatMap(anew)),
    views: paragraph(SQL, job.views.slice(0, keyed).flatMap(anew)),
    maskingKey: paragraph(SQL, job.views.slice(keyed, keyed + 1).flatMap(anew)),
    maskedViews: paragraph(SQL, job.views.slice(keyed + 1).flatMap(anew)),
    job: jobParagraph(job),
  };
  const paragraphs = Object.entries(PARAGRAPH).map(([key, title]) => ({
    title,
    text: texts[key as keyof typeof PARAGRAPH],
  }));
  return { name: JOB_NAME, paragraphs, config: {}, info: {} };
}

/**
 * The masking key's paragraph with the key in it: to be run, and for no log.
 * @throws Error for a key that a notebook could take for anything but text, and for a text without the placeholder
 */
export function withMaskingKey(text: string, key: string): string {
  checkMaskingKey(key);
  if (!text.includes(MASKING_KEY_PLACEHOLDER))
    throw new Error('The paragraph has no place for the masking key: it is not the one that needs it.');
  return text.replaceAll(MASKING_KEY_PLACEHOLDER, key);
}

/** One job: all inserts together. A SET holds for its own paragraph only, so that they stand here. */
function jobParagraph({ settings, inserts }: Job): string {
  return paragraph(`${SQL}(runAsOne=true, jobName=${JOB_NAME})`, [...settings.filter(isTableOption), ...inserts]);
}

function paragraph(interpreter: string, statements: readonly string[]): string {
  return [interpreter, ...statements.map((statement) => `${statement};`)].join('\n');
}

function isTableOption(statement: string): boolean {
  return /^SET 'table\./m.test(statement);
}

/** Temporary tables outlive a paragraph, and are shared by all notes: what was there before goes first. */
function anew(statement: string): readonly string[] {
  const [, kind, name] = /^CREATE TEMPORARY (TABLE|VIEW) (\w+)/m.exec(statement) ?? [];
  return [`DROP TEMPORARY ${kind} IF EXISTS ${name}`, statement];
}

function scala({ checkpointIntervalSeconds, checkpointPauseSeconds }: JobParameters): string {
  return [
    '%flink',
    `senv.enableCheckpointing(${checkpointIntervalSeconds * 1000}L)`,
    `senv.getCheckpointConfig.setMinPauseBetweenCheckpoints(${checkpointPauseSeconds * 1000}L)`,
  ].join('\n');
}
