/** Quotes names, texts and lists of files for SQL. */

export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * Quotes a list of files for DuckDB's readers. They treat paths as patterns, so `*`, `?` and `[`
 * are escaped.
 */
export function quoteFiles(files: readonly string[]): string {
  return `[${files.map((file) => quoteText(file.replace(/[*?[]/g, '[$&]'))).join(', ')}]`;
}
