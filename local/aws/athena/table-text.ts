/** Prints an answer in a terminal. */
import type { Answer } from './answer';

/**
 * Formats an answer as a table: numbers to the right, all else to the left, NULL as an empty cell.
 */
export function formatTable({ columns, rows }: Answer): string {
  const cells = rows.map((row) => columns.map(({ name }) => formatCell(row[name])));
  const widths = columns.map(({ name }, at) => Math.max(name.length, ...cells.map((row) => row[at]?.length ?? 0)));
  const right = columns.map(({ name }) => rows.every((row) => row[name] === null || typeof row[name] === 'number'));
  const line = (values: readonly string[]) =>
    values
      .map((value, at) =>
        right[at] && rows.length > 0 ? value.padStart(widths[at] ?? 0) : value.padEnd(widths[at] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [line(columns.map(({ name }) => name)), rule, ...cells.map(line)].join('\n');
}

function formatCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
