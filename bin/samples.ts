/** `npm run samples`: writes the sample. */
import { defineCommand } from '../common/cli/command';
import { main } from '../common/cli/main';

export const command = defineCommand({
  name: 'samples',
  summary: 'Writes the sample, samples/trips.csv.gz: the same seed gives the same file.',
  usage: { '': '' },
  flags: {},
  statuses: { 0: 'The sample is written', 1: 'It could not be written' },
  async run() {
    const { generate } = await import('../samples/generate');
    return generate();
  },
});

main(command, module);
