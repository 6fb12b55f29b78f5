/** What `npm run query` does: answers questions from the lake of a run on this machine. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { namesNoMonth, periodCondition } from '../../athena-sql/period';
import { type Question, readQuestions, renderQuestion } from '../../athena-sql/question';
import { mendable, UsageError, UserError } from '../../common/cli/errors';
import { Athena, type QueryResult } from '../aws/athena/athena';
import { formatTable } from '../aws/athena/table-text';
import type { Wiring } from '../aws/template/wiring';
import { IN_STATE } from '../run/state';
import { type Options, questionList } from './options';

/**
 * Answers a question and prints the answer.
 * @returns exit status 0
 * @throws UserError where there is no such question or no lake, or where the SQL fails
 * @throws UsageError for `--month` beside SQL
 */
export async function query(options: Options): Promise<number> {
  const question = findQuestion(options.ask);
  if (!question && options.months.length > 0)
    throw new UsageError('--month goes with a question by name; in SQL, write year and month.');
  await mendable(() => answer(question, options));
  return 0;
}

/** @returns undefined for SQL, which unlike a name contains a blank */
function findQuestion(ask: string): Question | undefined {
  const name = ask.trim();
  if (/\s/.test(name)) return undefined;
  const question = readQuestions().find((each) => each.name === name);
  if (!question) throw new UserError(`There is no question "${ask}".\n${questionList()}`);
  return question;
}

async function answer(question: Question | undefined, options: Options): Promise<void> {
  const stateFolder = findState(options.lake);
  const athena = await Athena.open({ tables: readTables(stateFolder), stateFolder });
  try {
    const months = options.months.length > 0 ? options.months : athena.months();
    const sql = question ? renderQuestion(question, { period: periodCondition(months) }) : options.ask;
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
  console.log(`${formatTable(result)}\n\n${size}, read ${partitionsRead} of ${partitionsTotal} partitions`);
}

/** @returns the state folder of a run: `lake` itself, or the folder that holds `lake` */
function findState(lake: string): string {
  const found = [lake, path.dirname(path.resolve(lake))].find((folder) =>
    existsSync(path.join(folder, IN_STATE.wiring)),
  );
  if (found) return path.resolve(found);
  throw new UserError(`There is no lake at ${lake} yet: run npm start, or name the folder of another run with --lake.`);
}

function readTables(stateFolder: string): Wiring['tables'] {
  return (JSON.parse(readFileSync(path.join(stateFolder, IN_STATE.wiring), 'utf8')) as Wiring).tables;
}
