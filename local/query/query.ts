/** `npm run query -- NAME | "SELECT …"`: asks the lake that a run on this machine has left, and writes nothing to it. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { checkMonths, namesNoMonth, periodCondition } from '../../athena-sql/period';
import { readQuestions, renderQuestion } from '../../athena-sql/question';
import { Athena, type QueryResult } from '../aws/athena/athena';
import { tableText } from '../aws/athena/table-text';
import type { Wiring } from '../aws/template/wiring';
import { IN_STATE } from '../run/state';

const DEFAULT_STATE = '.tripstream';

interface Options {
  readonly ask: string | undefined;
  readonly months: readonly string[];
  readonly json: boolean;
  readonly lake: string;
}

/** @returns the exit code: 0 answered, 1 not, 2 for a wrong command line. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const options = readOptions(args);
    if (options.ask === undefined) {
      console.log(usage());
      return 2;
    }
    await answer(options.ask, options);
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      month: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      lake: { type: 'string', default: DEFAULT_STATE },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (positionals.length > 1)
    throw new Error(`One question at a time; put SQL in quotes. Got: ${positionals.join(' | ')}`);
  const ask = values.help ? undefined : positionals[0];
  return { ask, months: checkMonths(values.month), json: values.json, lake: values.lake };
}

async function answer(ask: string, options: Options): Promise<void> {
  // A name has no space; SQL has.
  const question = /\s/.test(ask.trim()) ? undefined : readQuestions().find(({ name }) => name === ask.trim());
  if (!question && !/\s/.test(ask.trim())) throw new Error(`There is no question "${ask}".\n${questionList()}`);
  if (!question && options.months.length > 0)
    throw new Error('--month goes with a question by name; in SQL, write year and month.');
  const stateFolder = findState(options.lake);
  const athena = await Athena.open({ tables: readTables(stateFolder), stateFolder });
  try {
    const months = options.months.length > 0 ? options.months : athena.months();
    const sql = question ? renderQuestion(question, { period: periodCondition(months) }) : ask;
    if (namesNoMonth(sql)) console.error('Warning: the question names no year and month, so it reads every partition.');
    const started = performance.now();
    const result = await athena.query(sql);
    print(result, question?.question, performance.now() - started, options.json);
  } finally {
    athena.close();
  }
}

function print(result: QueryResult, question: string | undefined, milliseconds: number, json: boolean): void {
  if (json) {
    console.log(JSON.stringify({ ...(question && { question }), ...result, milliseconds: Math.round(milliseconds) }));
    return;
  }
  const { rows, partitionsRead, partitionsTotal } = result;
  const size = `${rows.length} ${rows.length === 1 ? 'row' : 'rows'} in ${(milliseconds / 1000).toFixed(2)} s`;
  if (question) console.log(`${question}\n`);
  console.log(`${tableText(result)}\n\n${size}, read ${partitionsRead} of ${partitionsTotal} partitions`);
}

/** The state folder of a run: `lake` itself, or the folder that holds `lake`. */
function findState(lake: string): string {
  const found = [lake, path.dirname(path.resolve(lake))].find((folder) =>
    existsSync(path.join(folder, IN_STATE.wiring)),
  );
  if (found) return path.resolve(found);
  throw new Error(`There is no lake at ${lake} yet: run npm start, or name the folder of another run with --lake.`);
}

function readTables(stateFolder: string): Wiring['tables'] {
  return (JSON.parse(readFileSync(path.join(stateFolder, IN_STATE.wiring), 'utf8')) as Wiring).tables;
}

function questionList(): string {
  const questions = readQuestions();
  const width = Math.max(...questions.map(({ name }) => name.length));
  return ['Questions:', ...questions.map(({ name, question }) => `  ${name.padEnd(width)}  ${question}`)].join('\n');
}

function usage(): string {
  return [
    'npm run query -- NAME [--month YYYY-MM …] [--json] [--lake DIR]',
    'npm run query -- "SELECT … FROM trips WHERE year = … AND month = …" [--json] [--lake DIR]',
    '',
    questionList(),
    '',
    '--month  months of UTC to read, repeatable (all that the lake has)',
    '--json   the answer as one JSON document',
    `--lake   state folder of a run, or its lake (${DEFAULT_STATE})`,
  ].join('\n');
}

if (require.main === module) {
  main(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
  });
}
