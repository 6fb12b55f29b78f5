/** Writes the reference of all commands from their flag tables. */
import { type Description, invocation } from '../../common/cli/command';
import { flagLabel, usageTable } from '../../common/cli/help';
import { markdownTable } from './markdown-table';
import { npmScripts } from './npm-scripts';

/** @returns a table of all npm scripts, then a section for each command of ours */
export function commandsPage(): string {
  const scripts = npmScripts();
  const rows = scripts.map(({ name, summary, command }) => [link(name, command !== undefined), summary]);
  const sections = scripts.flatMap(({ command }) => (command === undefined ? [] : [section(command)]));
  return [markdownTable(['Command', 'What it does'], rows), ...sections].join('\n');
}

/** GitHub's anchor for a heading drops everything but letters, digits and blanks. */
function link(name: string, hasSection: boolean): string {
  const text = invocation(name);
  if (!hasSection) return `\`${text}\``;
  return `[\`${text}\`](#${text.replace(/[^\w -]/g, '').replaceAll(' ', '-')})`;
}

function section(command: Description): string {
  const { name, summary, flags } = command;
  const rows = Object.values(flags)
    .flatMap((group) => Object.entries(group))
    .map(([flag, given]) => [`\`${flagLabel(flag, given)}\``, given.meaning, given.default ?? '']);
  return [
    `## ${invocation(name)}\n`,
    `${summary}\n`,
    `\`\`\`\n${usageTable(command).replace(/^ {2}/gm, '')}\`\`\`\n`,
    ...(rows.length === 0 ? [] : [markdownTable(['Flag', 'Meaning', 'Default'], rows)]),
  ].join('\n');
}
