/** Splits lines into cells. A row is a line, as no field of a trip contains a line break. */
import { parse } from 'csv-parse/sync';

/** The cells of a line. A line that opens a quote and does not close it has none. */
export type Cells = readonly string[] | 'unclosed quote';

// The row reader judges wrong widths. A quote inside an unquoted cell (12'6") is an ordinary
// character.
const OPTIONS = { relax_column_count: true, relax_quotes: true } as const;

/**
 * The cells of each line. Lines without quotes are split at their commas, which takes a tenth of a
 * parser's time (`npm run bench:producer`). If any line has a quote, csv-parse reads all of the
 * lines at once.
 */
export function cellsOf(lines: readonly string[]): readonly Cells[] {
  if (!lines.some((line) => line.includes('"'))) return lines.map((line) => line.split(','));
  const records = parseLines(lines.join('\n'));
  // An open quote swallows what follows it. Then each line is read alone, so only that line is
  // lost.
  if (records?.length === lines.length) return records;
  return lines.map((line) => parseLines(line)?.[0] ?? (line === '' ? [''] : 'unclosed quote'));
}

function parseLines(text: string): string[][] | undefined {
  try {
    return parse(text, OPTIONS);
  } catch {
    return undefined;
  }
}
