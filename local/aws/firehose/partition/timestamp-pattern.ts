/**
 * Formats instants in UTC with the letters of Java's DateTimeFormatter that a Firehose prefix uses.
 */

const MS_PER_DAY = 86_400_000;

type Field = (at: Date) => number;

const year: Field = (at) => at.getUTCFullYear();
const FIELDS: Readonly<Record<string, Field>> = {
  y: year,
  u: year,
  M: (at) => at.getUTCMonth() + 1,
  d: (at) => at.getUTCDate(),
  D: (at) =>
    (Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()) - Date.UTC(at.getUTCFullYear(), 0, 0)) /
    MS_PER_DAY,
  H: (at) => at.getUTCHours(),
  m: (at) => at.getUTCMinutes(),
  s: (at) => at.getUTCSeconds(),
};

/** A quoted text, a run of one letter, or a run of anything else. */
const TOKEN = /'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+/g;

/**
 * @returns a formatter of an instant in milliseconds.
 * @throws Error for a letter or a width that is not supported.
 */
export function timestampPattern(pattern: string): (instant: number) => string {
  const parts = [...pattern.matchAll(TOKEN)].map((match) => part(pattern, match));
  if ([...pattern.matchAll(TOKEN)].map(([text]) => text).join('') !== pattern) throw unsupported(pattern, "'");
  return (instant) => parts.map((format) => format(new Date(instant))).join('');
}

function part(pattern: string, [text, quoted, letter]: RegExpExecArray): (at: Date) => string {
  if (quoted !== undefined) return () => (quoted === '' ? "'" : quoted.replaceAll("''", "'"));
  if (letter === undefined) return () => text;
  const field = FIELDS[letter];
  const width = text.length;
  if (!field || !widths(letter).includes(width)) throw unsupported(pattern, text);
  if (field === year && width === 2) return (at) => String(year(at) % 100).padStart(2, '0');
  return (at) => String(field(at)).padStart(width, '0');
}

function widths(letter: string): readonly number[] {
  if (letter === 'y' || letter === 'u') return [1, 2, 4];
  return letter === 'D' ? [1, 3] : [1, 2];
}

function unsupported(pattern: string, text: string): Error {
  return new Error(
    `!{timestamp:${pattern}}: "${text}" is not supported on one machine. ` +
      "Use yyyy, MM, dd, DDD, HH, mm, ss and quoted text (yyyy is the calendar year; YYYY is Java's year of the week).",
  );
}
