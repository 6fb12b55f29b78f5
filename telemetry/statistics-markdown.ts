/** The statistics as tables for people. */
import { documentFields, indexPattern } from './index-templates';
import { STATISTICS, type Statistic } from './statistics';

/** For each statistic, in their order: its index, what it answers, and a Markdown table of its fields. */
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
  const head = ['Field', 'Kind', 'Unit', 'Meaning'];
  const table = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [`### \`${indexPattern(statistic)}\``, '', `${question} Id: ${id}. n: ${version}.`, '', ...table, ''].join(
    '\n',
  );
}
