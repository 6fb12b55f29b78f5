/** What the SQL client says, read: it exits with 0 even when a statement failed. */
import { stripVTControlCharacters } from 'node:util';

export interface SqlOutcome {
  readonly jobIds: readonly string[];
  /** Why the first failed statement failed, and which it was; absent when none failed. */
  readonly failure?: string;
  /** False when the client stopped before it was through. */
  readonly ended: boolean;
}

const PROMPT = /^Flink SQL> /gm;
const ERROR = '[ERROR] ';
/** The client's last word, with failures and without. */
const END = /^done\.\s*$/m;
const SHOWN_CHARACTERS = 100;

/** A shorter text would occur in ordinary output, and hiding it would hide that. */
const SECRET_CHARACTERS = 8;

/**
 * Puts `***` for every secret in a text.
 * @throws RangeError for a secret of fewer than 8 characters.
 */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((masked, secret) => {
    if (secret.length < SECRET_CHARACTERS)
      throw new RangeError(`A secret to mask has at least ${SECRET_CHARACTERS} characters`);
    return masked.replaceAll(secret, '***');
  }, text);
}

/** @param sql the text it was given, out of which the failed statement is named */
export function readSqlOutput(output: string, sql: string): SqlOutcome {
  const said = stripVTControlCharacters(output).replaceAll('\r', '');
  const jobIds = [...said.matchAll(/^Job ID: ([0-9a-f]{32})\s*$/gm)].map(([, id = '']) => id);
  const outcome = { jobIds, ended: END.test(said) };
  const error = said.indexOf(ERROR);
  if (error < 0) return outcome;
  const number = [...said.slice(0, error).matchAll(PROMPT)].length;
  return { ...outcome, failure: `${reason(said.slice(error))} (statement ${number}: ${statement(sql, number)})` };
}

/** `[ERROR] Could not execute SQL statement. Reason:` and the root cause in the lines below it, up to an empty one. */
function reason(error: string): string {
  const [first = '', ...below] = (error.split(/\n\s*\n/)[0] ?? '').split('\n');
  const cause = below.join(' ').trim();
  // The package of the exception's class tells nobody anything.
  return (cause === '' ? first.slice(ERROR.length) : cause).replace(/^(?:\w+\.)+(?=\w+:)/, '');
}

/** The n-th statement's beginning; statements end with a semicolon at a line's end, as for the client. */
function statement(sql: string, number: number): string {
  const text = sql.replace(/--.*$/gm, '').split(/;\s*$/m)[number - 1] ?? '';
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > SHOWN_CHARACTERS ? `${line.slice(0, SHOWN_CHARACTERS)} …` : line;
}
