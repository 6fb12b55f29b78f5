/** Tests the note that runs the job in Studio. */
import { renderJob } from '../../../flink-sql/job';
import {
  MASKING_KEY_PLACEHOLDER,
  PARAGRAPH,
  type Paragraph,
  studioNote,
  withMaskingKey,
} from '../../../flink-sql/studio-note';
import { STATISTICS } from '../../../telemetry/statistics';
import { MASKING_KEY, PARAMETERS } from './parameters';

const note = studioNote(PARAMETERS);
const textOf = (title: string) => (note.paragraphs.find((one: Paragraph) => one.title === title) as Paragraph).text;

describe('the Studio note', () => {
  it('has the paragraphs in the order in which they run', () => {
    expect(note.paragraphs.map(({ title }) => title)).toEqual(Object.values(PARAGRAPH));
  });

  it('contains no secret: one paragraph has a placeholder for the key', () => {
    const placed = note.paragraphs.filter(({ text }) => text.includes(MASKING_KEY_PLACEHOLDER));
    expect(placed.map(({ title }) => title)).toEqual([PARAGRAPH.maskingKey]);
    expect(JSON.stringify(note)).not.toMatch(/accesskeyid|secretkey|endpoint/);
  });

  it('runs all INSERTs as one job with a name', () => {
    const job = textOf(PARAGRAPH.job);
    expect(job).toMatch(/^%flink\.ssql\(runAsOne=true, jobName=tripstream\)\n/);
    expect(job.match(/^INSERT INTO /gm)).toHaveLength(STATISTICS.length);
    for (const { title, text } of note.paragraphs)
      if (title !== PARAGRAPH.job) expect(text).not.toContain('INSERT INTO');
  });

  it('sets table options in the paragraph of the job, because they hold in that paragraph alone', () => {
    expect(textOf(PARAGRAPH.job)).toContain("SET 'table.exec.state.ttl' = '96 h';");
    expect(textOf(PARAGRAPH.job)).not.toContain('execution.checkpointing');
    expect(textOf(PARAGRAPH.checkpointSettings)).toContain("SET 'execution.checkpointing.min-pause' = '30 s';");
    expect(textOf(PARAGRAPH.checkpoints)).toContain('senv.enableCheckpointing(60000L)');
  });

  it('drops what an earlier run has left before it creates it', () => {
    const all = note.paragraphs.map(({ text }) => text.replace(/^--.*\n/gm, '')).join('\n');
    const creations = [...all.matchAll(/^CREATE TEMPORARY (TABLE|VIEW) (\w+)/gm)];
    expect(creations.length).toBeGreaterThan(20);
    for (const [created, kind, name] of creations)
      expect(all).toContain(`DROP TEMPORARY ${kind} IF EXISTS ${name};\n${created}`);
  });

  it('is the job of the SQL client, statement by statement, once the key is in it', () => {
    const all = withMaskingKey(note.paragraphs.map(({ text }) => text).join('\n'), MASKING_KEY);
    const job = renderJob({ ...PARAMETERS, maskingKey: MASKING_KEY });
    for (const statement of [...job.settings, ...job.tables, ...job.views, ...job.inserts])
      expect(all).toContain(`${statement};`);
  });

  it('refuses a key that is not letters and digits, and a text without the placeholder', () => {
    expect(() => withMaskingKey(textOf(PARAGRAPH.maskingKey), "'); DROP")).toThrow('letters and digits');
    expect(() => withMaskingKey(textOf(PARAGRAPH.job), MASKING_KEY)).toThrow('no place for the masking key');
  });

  it('has nothing that a notebook takes for an input form', () => {
    expect(JSON.stringify(note)).not.toContain('${');
  });
});
