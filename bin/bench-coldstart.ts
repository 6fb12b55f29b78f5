/** `npm run bench:coldstart`: measures the cold start of the functions. */
import { defineCommand } from '../common/cli/command';
import { readCounts } from '../common/cli/given-flags';
import { main } from '../common/cli/main';

export const command = defineCommand({
  name: 'bench:coldstart',
  summary: 'Measures what each function of the template adds to the start of Node, on one core.',
  usage: { '-- [SAMPLES]': 'Start each function SAMPLES (15) times' },
  flags: {},
  takesPositionals: true,
  statuses: { 0: 'The figures are printed', 1: 'The transform takes over 150 ms, or the bench failed' },
  async run({ positionals }) {
    const { SAMPLES: samples } = readCounts(positionals, { SAMPLES: 15 });
    const { benchColdstart } = await import('../bench/coldstart');
    return benchColdstart(samples);
  },
});

main(command, module);
