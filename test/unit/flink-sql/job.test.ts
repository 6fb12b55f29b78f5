/** Tests the rendered job, and the files that it is rendered from. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { forSqlClient, renderJob } from '../../../flink-sql/job';
import { sinkTable } from '../../../flink-sql/statistic-columns';
import { FIELDS } from '../../../telemetry/catalogue';
import { ENVELOPE, STATISTICS } from '../../../telemetry/statistics';
import { MASKING_KEY, PARAMETERS } from './parameters';

const FOLDER = path.resolve(__dirname, '../../../flink-sql');
const FILES = readdirSync(FOLDER).filter((file) => file.endsWith('.sql'));
const read = (file: string) => readFileSync(path.join(FOLDER, file), 'utf8');

const job = renderJob({ ...PARAMETERS, maskingKey: MASKING_KEY });
const local = renderJob({ ...PARAMETERS, maskingKey: MASKING_KEY, endpoint: 'http://127.0.0.1:4567' });
const source = job.tables.find((table) => table.includes('CREATE TEMPORARY TABLE trip_source')) ?? '';

describe.each(FILES)('flink-sql/%s', (file) => {
  it('is numbered and opens with its question', () => {
    expect(file).toMatch(/^\d\d-[a-z-]+\.sql$/);
    expect(/^(-- .*\n)+/.exec(read(file))?.[0]).toContain('?');
  });

  it('has no quotes or semicolons in comments: SQL clients and notebooks would cut statements there', () => {
    const comments = read(file).match(/--.*$/gm) ?? [];
    expect(comments.filter((comment) => /[;'"`]/.test(comment))).toEqual([]);
  });
});

describe('the job', () => {
  it('has one INSERT for each statistic, each in its own file', () => {
    expect(FILES.filter((file) => read(file).includes('INSERT INTO'))).toHaveLength(STATISTICS.length);
    const targets = job.inserts.map((insert) => /INSERT INTO (\w+)/.exec(insert)?.[1]);
    expect(targets).toEqual(STATISTICS.map(sinkTable));
  });

  it('loses no statement of its files', () => {
    const all = [...job.settings, ...job.tables, ...job.views, ...job.inserts];
    const written = FILES.flatMap((file) => read(file).match(/^(SET|CREATE|INSERT) /gm) ?? []).length;
    // The sink's file is rendered once for each statistic.
    expect(all).toHaveLength(written - 1 + STATISTICS.length);
  });

  it.each(STATISTICS)('gives the columns of $name in the order of its table', ({ name, fields, ...statistic }) => {
    const insert = job.inserts.find((text) => text.includes(`'${name}' AS statistic`)) ?? '';
    const table = job.tables.find((text) => text.includes(`TABLE ${sinkTable({ name })} `)) ?? '';
    const expected = [...ENVELOPE, ...fields].map((field) => field.name);
    expect({ statistic, selected: selectedNames(insert) }).toEqual({ statistic, selected: expected });
    expect([...table.matchAll(/^ {2}`(\w+)` /gm)].map(([, column]) => column)).toEqual(expected);
  });

  it('reads every field of the catalogue except `source` and `ingested_at`', () => {
    const wanted = FIELDS.map(({ name }) => name).filter((name) => name !== 'source' && name !== 'ingested_at');
    expect([...source.matchAll(/'\$\.(\w+)'/g)].map(([, name]) => name)).toEqual(wanted);
    const parsed = job.views.find((view) => view.includes('VIEW trip_parsed')) ?? '';
    expect([...parsed.matchAll(/AS `(\w+)`/g)].map(([, name]) => name)).toEqual(wanted);
  });

  it('creates nothing that outlives the session: a catalogue would keep the options and the key', () => {
    for (const statement of [...job.tables, ...job.views])
      expect(statement).toMatch(/^CREATE TEMPORARY (TABLE|VIEW) /m);
  });

  it('reads the stream from its oldest record, at a fifth of the rate that a shard allows', () => {
    expect(source).toContain("'scan.stream.initpos' = 'TRIM_HORIZON'");
    expect(source).toContain("'scan.shard.getrecords.intervalmillis' = '1000'");
  });

  it('has the masking key in one statement only', () => {
    const keyed = [...job.settings, ...job.tables, ...job.views, ...job.inserts].filter((text) =>
      text.includes(MASKING_KEY),
    );
    expect(keyed).toHaveLength(1);
  });

  it('names no endpoint and no credentials where Kinesis is AWS', () => {
    expect(forSqlClient(job)).not.toMatch(/endpoint|credentials|http-client/);
    expect(forSqlClient(local).match(/'aws.endpoint' = 'http:\/\/127.0.0.1:4567'/g)).toHaveLength(
      1 + STATISTICS.length,
    );
    expect(forSqlClient(local).match(/'HTTP1_1'/g)).toHaveLength(STATISTICS.length);
  });

  it('is one statement set for the SQL client', () => {
    const text = forSqlClient(job);
    expect(text.indexOf('BEGIN STATEMENT SET;')).toBeGreaterThan(text.lastIndexOf('CREATE TEMPORARY'));
    expect(text.indexOf('BEGIN STATEMENT SET;')).toBeLessThan(text.indexOf('INSERT INTO'));
    expect(text.endsWith('END;\n')).toBe(true);
    expect(text).not.toContain('{{');
  });
});

/** Lists the names that an INSERT selects: the last word of each line of its outermost list. */
function selectedNames(insert: string): (string | undefined)[] {
  const list = /^SELECT\n([\s\S]*?)\nFROM /m.exec(insert)?.[1] ?? '';
  const items = list.split('\n').filter((line) => /^ {2}\S/.test(line) && !line.includes('--'));
  return items.map((line) => /(\w+)`?,?$/.exec(line)?.[1]);
}
