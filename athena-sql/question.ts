/** Reads the questions of this folder, and puts values into them. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A file of `athena-sql/`: its first comment asks a question, and its SQL answers it. */
export interface Question {
  /** The file name without `.sql`. */
  readonly name: string;
  readonly question: string;
  readonly sql: string;
}

/**
 * Reads all questions, in order of their names.
 * @throws Error for a file that does not open with its question
 */
export function readQuestions(folder = __dirname): readonly Question[] {
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

/**
 * Replaces each `{{name}}` by its value.
 * @throws Error for a parameter without a value, or a value without a parameter
 */
export function renderQuestion({ name, sql }: Question, values: Readonly<Record<string, string>>): string {
  const wanted = new Set([...sql.matchAll(/\{\{(\w+)\}\}/g)].map(([, parameter]) => parameter ?? ''));
  const missing = [...wanted].find((parameter) => !Object.hasOwn(values, parameter));
  if (missing !== undefined) throw new Error(`Question ${name} needs a value for {{${missing}}}.`);
  const unused = Object.keys(values).find((parameter) => !wanted.has(parameter));
  if (unused !== undefined) throw new Error(`Question ${name} has no parameter {{${unused}}}.`);
  return sql.replace(/\{\{(\w+)\}\}/g, (_, parameter: string) => values[parameter] ?? '');
}
