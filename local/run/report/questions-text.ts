/** Runs the questions of `athena-sql/` on the lake, and shows the first rows of each answer. */
import { periodCondition } from '../../../athena-sql/period';
import { readQuestions, renderQuestion } from '../../../athena-sql/question';
import { Athena } from '../../aws/athena/athena';
import { formatTable } from '../../aws/athena/table-text';
import type { Wiring } from '../../aws/template/wiring';
import { bold, dim, plural } from './style';

/** Rows shown of an answer. `npm run query` shows all. */
const ROWS = 5;

/** @returns one paragraph per question; empty for a lake without trips */
export async function questionsText({ tables }: Wiring, stateFolder: string): Promise<string> {
  const athena = await Athena.open({ tables, stateFolder });
  try {
    const months = athena.months();
    if (months.length === 0) return '';
    const period = periodCondition(months);
    const answers: string[] = [];
    for (const question of readQuestions()) {
      const heading = `${bold(question.question)} ${dim(`npm run query -- ${question.name}`)}`;
      answers.push(`${heading}\n${indent(await answerText(athena, renderQuestion(question, { period })))}\n`);
    }
    return `\n${answers.join('\n')}`;
  } finally {
    athena.close();
  }
}

/** If the table lacks a column for one question, the others are still answered. */
async function answerText(athena: Athena, sql: string): Promise<string> {
  try {
    const { columns, rows, partitionsRead, partitionsTotal } = await athena.query(sql);
    const rest = rows.length - ROWS;
    const more = rest > 0 ? `${plural(rest, 'more row')}; ` : '';
    const read = dim(`${more}read ${partitionsRead} of ${partitionsTotal} partitions`);
    return `${formatTable({ columns, rows: rows.slice(0, ROWS) })}\n${read}`;
  } catch (error) {
    return `cannot be answered: ${(error as Error).message.split('\n')[0]}`;
  }
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
