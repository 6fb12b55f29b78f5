/** Lists what each room of the house may import, as .dependency-cruiser.cjs has it. */
import { markdownTable } from './markdown-table';

interface Rules {
  readonly forbidden: readonly { readonly name: string; readonly comment: string }[];
}

const { forbidden } = require('../../.dependency-cruiser.cjs') as Rules;

const ROOM = 'imports-of ';

/** @returns a table of the rooms, innermost first, and a table of the rules that hold for all */
export function houseRules(): string {
  const rooms = forbidden.filter(({ name }) => name.startsWith(ROOM)).map(({ comment }) => roomRow(comment));
  const others = forbidden
    .filter(({ name }) => !name.startsWith(ROOM))
    .map(({ name, comment }) => [`\`${name}\``, comment]);
  return [
    markdownTable(['Room', 'May import of ours, beside itself', 'Because'], rooms),
    markdownTable(['Rule for all', 'What it is for'], others),
  ].join('\n');
}

const CONTRACTS = ['lambda/*/contract.ts', 'lib/names.ts', 'producer/contract.ts'];

/** Takes a rule's sentence apart: `<room> may import itself, <rooms>: <because>.` */
function roomRow(comment: string): readonly string[] {
  const [, room = '', imports = '', because = ''] = /^(\S+) may import itself(.*?): (.*)\.$/.exec(comment) ?? [];
  const named = imports.split(', ').filter((each) => each !== '' && !each.includes('$1'));
  const rooms = named.filter((each) => !CONTRACTS.includes(each)).map((each) => `\`${each}\``);
  if (rooms.length < named.length) rooms.push('contracts');
  return [`\`${room}\``, rooms.join(', ') || 'nothing', because];
}
