/** The Markdown table that the derived pages are made of. */

/**
 * Writes a table.
 * @param rows cells of each row, in the order of the head; a `|` in a cell is escaped
 * @returns lines that each end with a line break
 */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
  return [head, head.map(() => '---'), ...rows].map(line).join('');
}
