/** `npm run mutate`: breaks the templates in classic ways and shows which check notices. */
import { defineCommand } from '../common/cli/command';
import { main } from '../common/cli/main';

export const command = defineCommand({
  name: 'mutate',
  summary: 'Breaks the templates in every classic way, one at a time, and shows which checks notice.',
  usage: { '': '' },
  flags: {},
  statuses: {
    0: 'Every mutation is noticed, and every rule of our own notices one',
    1: 'No check notices some mutation, no mutation proves some rule, or the unbroken app is not clean',
  },
  async run() {
    const { mutate } = await import('../test/mutations/mutate');
    return mutate();
  },
});

main(command, module);
