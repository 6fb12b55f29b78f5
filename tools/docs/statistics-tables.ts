/** Writes the statistics and their fields as tables for people. */
import { documentFields, indexPattern } from '../../telemetry/index-templates';
import { STATISTICS, type Statistic } from '../../telemetry/statistics';
import { markdownTable } from './markdown-table';

/** @returns for each statistic its index, what it answers, and a Markdown table of its fields */
export function statisticsTables(): string {
  return STATISTICS.map(section).join('\n');
}

function section(statistic: Statistic): string {
  const { question, id, version } = statistic;
  const rows = documentFields(statistic).map(({ name, kind, unit, meaning }) => [
    `\`${name}\``,
    kind,
    unit ?? '',
    meaning,
  ]);
  const table = markdownTable(['Field', 'Kind', 'Unit', 'Meaning'], rows);
  return `### \`${indexPattern(statistic)}\`\n\n${question}\nId: ${id}. n: ${version}.\n\n${table}`;
}
