/** `npm run bench:board`: measures how long a trip takes to the board. */
import { defineCommand } from '../common/cli/command';
import { readCounts } from '../common/cli/given-flags';
import { main } from '../common/cli/main';

export const command = defineCommand({
  name: 'bench:board',
  summary: 'Measures how long a trip takes from its arrival in Kinesis to the board.',
  usage: { '-- [SECONDS] [RATE]': 'Let RATE (50) trips a second flow for SECONDS (40)' },
  flags: {},
  takesPositionals: true,
  notes: 'It needs Java.',
  statuses: { 0: 'The figures are printed', 1: 'An engine is missing, or the bench failed' },
  async run({ positionals }) {
    const { SECONDS: seconds, RATE: rate } = readCounts(positionals, { SECONDS: 40, RATE: 50 });
    const { benchBoard } = await import('../bench/board');
    return benchBoard({ seconds, rate });
  },
});

main(command, module);
