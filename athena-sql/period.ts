/** The months, in UTC, that restrict the partitions which a question reads. */

/**
 * Checks months given by `--month`.
 * @throws Error for a month that is not of the form 2016-01
 */
export function checkMonths(months: readonly string[]): readonly string[] {
  const wrong = months.find((month) => !/^\d{4}-(0[1-9]|1[0-2])$/.test(month));
  if (wrong !== undefined) throw new Error(`--month ${wrong}: write a month as 2016-01.`);
  return months;
}

/**
 * Writes the condition for `{{period}}`: `(year = 2016 AND month IN (1, 2))`, or never true without
 * months.
 */
export function periodCondition(months: readonly string[]): string {
  const byYear = new Map<number, number[]>();
  for (const month of [...new Set(months)].sort()) {
    const [year = 0, number = 0] = month.split('-').map(Number);
    byYear.set(year, [...(byYear.get(year) ?? []), number]);
  }
  const years = [...byYear].map(([year, numbers]) => `year = ${year} AND month IN (${numbers.join(', ')})`);
  return years.length === 0 ? '(1 = 0)' : `(${years.join(' OR ')})`;
}

/**
 * True when a query does not name both year and month, and so reads more partitions than it needs.
 */
export function namesNoMonth(sql: string): boolean {
  const bare = sql
    .replace(/--.*$/gm, '')
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/'(?:[^']|'')*'/g, '');
  return (
    /\bfrom\b/i.test(bare) &&
    !['year', 'month'].every((key) => new RegExp(String.raw`\b${key}\b(?!\s*\()`, 'i').test(bare))
  );
}
