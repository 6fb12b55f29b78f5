/** Cuts lines into cells. A row is a line: no field of a trip holds a line break. */
import { parse } from 'csv-parse/sync';

/** A line that opens a quote and does not close it has no cells. */
export type Cells = readonly string[] | 'unclosed quote';

// Wrong widths are for the row reader to judge; a quote inside an unquoted cell (12'6") is an ordinary character.
const OPTIONS = { relax_column_count: true, relax_quotes: true } as const;

/**
 * The cells of each line. Lines without quotes are split at their commas, a tenth of a parser's work (see
 * `npm run bench:producer`); where a quote occurs, csv-parse reads all of the lines at once.
 */
export function cellsOf(lines: readonly string[]): readonly Cells[] {
  if (!lines.some((line) => line.includes('"'))) return lines.map((line) => line.split(','));
  const records = parsed(lines.join('\n'));
  // A quote left open swallows what follows it: then each line is read alone, and only the culprit is lost to it.
  if (records?.length === lines.length) return records;
  return lines.map((line) => parsed(line)?.[0] ?? (line === '' ? [''] : 'unclosed quote'));
}

function parsed(text: string): string[][] | undefined {
  try {
    return parse(text, OPTIONS);
  } catch {
    return undefined;
  }
}
