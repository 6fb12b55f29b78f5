/** The text of `--help`, derived from the description of a command. */
import { type Description, invocation } from './command';
import { type Flag, groupsOf } from './flags';

/** Characters in a line. */
const WIDTH = 100;

/** Exit status of a wrong command line, the same for all commands. */
export const USAGE_STATUS = { 2: 'The command line was wrong' } as const;

/** @returns the help, with a line end after its last line */
export function helpText(command: Description): string {
  const { summary, flags, notes, statuses, examples = [] } = command;
  const rows = groupsOf(flags).map(([title, group]) => [title, Object.entries(group).map(flagRow)] as const);
  const column = Math.max(...rows.flatMap(([, list]) => list.map(([label]) => label.length)));
  return [
    `${summary}\n`,
    usageTable(command),
    ...rows.map(([title, list]) => `${title}\n${table(list, column)}`),
    ...(notes === undefined ? [] : [`${notes}\n`]),
    `Exit status\n${table(Object.entries({ ...statuses, ...USAGE_STATUS }))}`,
    ...(examples.length === 0 ? [] : [`Examples\n${examples.map((example) => `  ${example}\n`).join('')}`]),
  ].join('\n');
}

/** @returns the ways to call a command with their meanings, one a line */
export function usageTable({ name, usage }: Description): string {
  return table(Object.entries(usage).map(([rest, meaning]) => [`${invocation(name)} ${rest}`.trimEnd(), meaning]));
}

/** A flag as the help writes it: `--rate N`. */
export function flagLabel(name: string, { value }: Flag): string {
  return `--${name}${value === undefined ? '' : ` ${value}`}`;
}

function flagRow([name, flag]: readonly [string, Flag]): readonly [string, string] {
  return [flagLabel(name, flag), flag.default === undefined ? flag.meaning : `${flag.meaning} [${flag.default}]`];
}

/** Labels and their meanings in two columns, the meanings wrapped. */
function table(rows: readonly (readonly [string, string])[], column = 0): string {
  const indent = 2 + Math.max(column, ...rows.map(([label]) => label.length)) + 2;
  return rows
    .map(([label, meaning]) => {
      const lines = wrap(meaning, WIDTH - indent);
      return `${`  ${label}`.padEnd(indent)}${lines.join(`\n${' '.repeat(indent)}`)}`.trimEnd();
    })
    .map((row) => `${row}\n`)
    .join('');
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
