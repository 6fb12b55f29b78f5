/** `npm run bench:producer`: measures the producer. */
import { defineCommand } from '../common/cli/command';
import { readCounts } from '../common/cli/given-flags';
import { main } from '../common/cli/main';

export const command = defineCommand({
  name: 'bench:producer',
  summary: 'Measures the producer against the plain way to send trips, in turns.',
  usage: { '-- [TRIPS] [PAIRS]': 'Send TRIPS (500,000) in PAIRS (5) of runs' },
  flags: {},
  takesPositionals: true,
  notes: 'Run it alone on the machine. Only the ratios compare with another machine.',
  statuses: { 0: 'The figures are printed', 1: 'It failed' },
  async run({ positionals }) {
    const { TRIPS: trips, PAIRS: pairs } = readCounts(positionals, { TRIPS: 500_000, PAIRS: 5 });
    const { benchProducer } = await import('../bench/producer');
    return benchProducer({ trips, pairs });
  },
});

main(command, module);
