/** Reads the SQL client's output, as the client exits with 0 even if a statement failed. */
import { stripVTControlCharacters } from 'node:util';

export interface SqlOutcome {
  readonly jobIds: readonly string[];
  /** Names the first failed statement and its root cause; absent if none failed. */
  readonly failure?: string;
  /** False if the client ended before the last statement. */
  readonly ended: boolean;
}

const PROMPT = /^Flink SQL> /gm;
const ERROR = '[ERROR] ';
/** Last line of the client, whether a statement failed or not. */
const END = /^done\.\s*$/m;
const SHOWN_CHARACTERS = 100;

/** Ordinary output may contain shorter texts, and must not be hidden. */
const SECRET_CHARACTERS = 8;

/**
 * Replaces every secret in a text with `***`.
 * @throws RangeError for a secret of fewer than 8 characters
 */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((masked, secret) => {
    if (secret.length < SECRET_CHARACTERS)
      throw new RangeError(`A secret must have at least ${SECRET_CHARACTERS} characters to be masked`);
    return masked.replaceAll(secret, '***');
  }, text);
}

/**
 * Reads the output of one run.
 * @param sql the statements that the client was given; an error quotes the failed one
 */
export function readSqlOutput(output: string, sql: string): SqlOutcome {
  const text = stripVTControlCharacters(output).replaceAll('\r', '');
  const jobIds = [...text.matchAll(/^Job ID: ([0-9a-f]{32})\s*$/gm)].map(([, id = '']) => id);
  const outcome = { jobIds, ended: END.test(text) };
  const error = text.indexOf(ERROR);
  if (error < 0) return outcome;
  const number = [...text.slice(0, error).matchAll(PROMPT)].length;
  return {
    ...outcome,
    failure: `${reasonOf(text.slice(error))} (statement ${number}: ${quoteStatement(sql, number)})`,
  };
}

/**
 * The root cause follows `[ERROR] Could not execute SQL statement. Reason:`, on the lines up to an
 * empty one.
 */
function reasonOf(error: string): string {
  const [first = '', ...below] = (error.split(/\n\s*\n/)[0] ?? '').split('\n');
  const cause = below.join(' ').trim();
  // The package of the exception's class is of no use to the reader.
  return (cause === '' ? first.slice(ERROR.length) : cause).replace(/^(?:\w+\.)+(?=\w+:)/, '');
}

/**
 * Quotes the start of the n-th statement. As for the client, a statement ends with a semicolon at
 * the end of a line.
 */
function quoteStatement(sql: string, number: number): string {
  const text = sql.replace(/--.*$/gm, '').split(/;\s*$/m)[number - 1] ?? '';
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > SHOWN_CHARACTERS ? `${line.slice(0, SHOWN_CHARACTERS)} …` : line;
}
