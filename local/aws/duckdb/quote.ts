/** Names and texts as SQL writes them. */

export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A list of files for DuckDB's readers, which take each path for a pattern: `*`, `?` and `[` must stand for themselves. */
export function quoteFiles(files: readonly string[]): string {
  return `[${files.map((file) => quoteText(file.replace(/[*?[]/g, '[$&]'))).join(', ')}]`;
}
