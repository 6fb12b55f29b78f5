/** `npm run docs`: renews the parts of the documentation that derive from the code. */
import { defineCommand } from '../common/cli/command';
import { main } from '../common/cli/main';

export const command = defineCommand({
  name: 'docs',
  summary: 'Renews the tables in docs/ that derive from the code: catalogue, statistics, commands.',
  usage: { '': '' },
  flags: {},
  statuses: { 0: 'The pages are up to date', 1: 'A page could not be written' },
  async run() {
    const { writeDerived } = await import('../tools/docs/write-derived');
    return writeDerived();
  },
});

main(command, module);
