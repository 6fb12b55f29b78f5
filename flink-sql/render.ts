/** Puts values into the .sql files, and takes their statements apart. */

/** SQL that goes in as it is: a list of columns, a condition. */
export interface Sql {
  readonly sql: string;
}

/** Text and numbers are values, with the quotes in a text doubled; what is SQL is marked so. */
export type Value = string | number | Sql;

/** Marks text as SQL. */
export function sql(text: string): Sql {
  return { sql: text };
}

/** A text as SQL writes it. */
export function quote(text: string): string {
  return `'${doubled(text)}'`;
}

const PARAMETER = /\{\{(\w+)\}\}/g;

/**
 * Puts a value for each `{{name}}`.
 * @param file name for messages
 * @throws Error for a parameter without a value, a value without a parameter, and a text with control characters
 */
export function render(file: string, text: string, values: Readonly<Record<string, Value>>): string {
  const wanted = new Set([...text.matchAll(PARAMETER)].map(([, name = '']) => name));
  const missing = [...wanted].find((name) => !Object.hasOwn(values, name));
  if (missing !== undefined) throw new Error(`${file} needs a value for {{${missing}}}.`);
  const unused = Object.keys(values).find((name) => !wanted.has(name));
  if (unused !== undefined) throw new Error(`${file} has no parameter {{${unused}}}: take its value away.`);
  return text.replace(PARAMETER, (_, name: string) => written(file, name, values[name] ?? ''));
}

function written(file: string, name: string, value: Value): string {
  if (typeof value === 'object') return value.sql;
  if (typeof value === 'number') return String(value);
  // The SQL client ends a statement at the end of a line: a value may not bring lines of its own.
  if (/\p{Cc}/u.test(value))
    throw new Error(`The value of {{${name}}} in ${file} has a control character: take it out.`);
  return doubled(value);
}

function doubled(text: string): string {
  return text.replaceAll("'", "''");
}

/** The statements of a file: each ends with a semicolon at the end of a line. Comments stay with what they precede. */
export function statements(text: string): readonly string[] {
  return text
    .split(/;[ \t]*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}
