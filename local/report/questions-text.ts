/** Asks the lake the questions of `athena-sql/`, and shows the first rows of each answer. */
import { Athena } from '../athena/athena';
import { periodCondition } from '../athena/period';
import { readQuestions, renderQuestion } from '../athena/question';
import { tableText } from '../athena/table-text';
import type { Wiring } from '../template/wiring';
import { bold, dim, plural } from './style';

/** Rows shown of an answer; `npm run query` shows them all. */
const ROWS = 5;

/** @returns the answers in lines; nothing for a lake without trips */
export async function questionsText({ tables }: Wiring, stateFolder: string): Promise<string> {
  const athena = await Athena.open({ tables, stateFolder });
  try {
    const months = athena.months();
    if (months.length === 0) return '';
    const period = periodCondition(months);
    const answers: string[] = [];
    for (const question of readQuestions()) {
      const result = await athena.query(renderQuestion(question, { period }));
      const rest = result.rows.length - ROWS;
      const more = rest > 0 ? `${plural(rest, 'more row')}; ` : '';
      const read = `${more}read ${result.partitionsRead} of ${result.partitionsTotal} partitions`;
      const table = tableText({ columns: result.columns, rows: result.rows.slice(0, ROWS) });
      answers.push(
        `${bold(question.question)} ${dim(`npm run query -- ${question.name}`)}\n${indent(table)}\n  ${dim(read)}\n`,
      );
    }
    return `\n${answers.join('\n')}`;
  } finally {
    athena.close();
  }
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
