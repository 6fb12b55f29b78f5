import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A file of `athena-sql/`: a question in its opening comment, and the SQL that answers it. */
export interface Question {
  /** File name without `.sql`. */
  readonly name: string;
  readonly question: string;
  readonly sql: string;
}

export const QUESTIONS_FOLDER = __dirname;

/** All questions, by name. @throws Error for a file that does not open with its question. */
export function readQuestions(folder = QUESTIONS_FOLDER): readonly Question[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  return files.map((file) => {
    const sql = readFileSync(path.join(folder, file), 'utf8');
    const question = /^-- (.+\?)$/m.exec(sql.split('\n')[0] ?? '')?.[1];
    if (!question) throw new Error(`athena-sql/${file} must open with its question, as "-- Which …?".`);
    return { name: path.basename(file, '.sql'), question, sql };
  });
}

/** Puts values for `{{name}}`. @throws Error for a parameter without a value, or a value without a parameter. */
export function renderQuestion({ name, sql }: Question, values: Readonly<Record<string, string>>): string {
  const wanted = new Set([...sql.matchAll(/\{\{(\w+)\}\}/g)].map(([, parameter]) => parameter ?? ''));
  const missing = [...wanted].find((parameter) => !Object.hasOwn(values, parameter));
  if (missing !== undefined) throw new Error(`Question ${name} needs a value for {{${missing}}}.`);
  const unused = Object.keys(values).find((parameter) => !wanted.has(parameter));
  if (unused !== undefined) throw new Error(`Question ${name} has no parameter {{${unused}}}.`);
  return sql.replace(/\{\{(\w+)\}\}/g, (_, parameter: string) => values[parameter] ?? '');
}
