/** Puts values into the .sql files, and splits them into statements. */

/** SQL that is inserted as it is: a list of columns, a condition. */
interface Sql {
  readonly sql: string;
}

/**
 * A value for a parameter. Text and numbers are data, and quotes in text are doubled; SQL is marked
 * as SQL.
 */
export type Value = string | number | Sql;

/** Marks a text as SQL. */
export function sql(text: string): Sql {
  return { sql: text };
}

/** Writes a text as an SQL literal. */
export function quote(text: string): string {
  return `'${doubleQuotes(text)}'`;
}

const PARAMETER = /\{\{(\w+)\}\}/g;

/**
 * Puts a value for each `{{name}}`.
 * @param file its name, for messages
 * @throws Error for a parameter without a value, a value without a parameter, and a text with
 *   control characters
 */
export function render(file: string, text: string, values: Readonly<Record<string, Value>>): string {
  const wanted = new Set([...text.matchAll(PARAMETER)].map(([, name = '']) => name));
  const missing = [...wanted].find((name) => !Object.hasOwn(values, name));
  if (missing !== undefined) throw new Error(`${file} needs a value for {{${missing}}}.`);
  const unused = Object.keys(values).find((name) => !wanted.has(name));
  if (unused !== undefined) throw new Error(`${file} has no parameter {{${unused}}}: remove its value.`);
  return text.replace(PARAMETER, (_, name: string) => formatValue(file, name, values[name] ?? ''));
}

function formatValue(file: string, name: string, value: Value): string {
  if (typeof value === 'object') return value.sql;
  if (typeof value === 'number') return String(value);
  // The SQL client ends a statement at the end of a line, so a value must not contain line breaks.
  if (/\p{Cc}/u.test(value)) throw new Error(`The value of {{${name}}} in ${file} has a control character: remove it.`);
  return doubleQuotes(value);
}

function doubleQuotes(text: string): string {
  return text.replaceAll("'", "''");
}

/**
 * Splits a file into statements, which end with a semicolon at the end of a line. Comments stay
 * with the next statement.
 */
export function statements(text: string): readonly string[] {
  return text
    .split(/;[ \t]*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}
