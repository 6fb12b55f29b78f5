/** `npm start`: streams files of trips through the whole pipeline on this machine. */
import { defineCommand } from '../common/cli/command';
import { main } from '../common/cli/main';
import { START_FLAGS } from '../local/run/flags';
import { readOptions } from '../local/run/options';

export const command = defineCommand({
  name: 'start',
  summary: 'Streams trips through the whole pipeline on this machine, as the synthesised template wires it.',
  usage: {
    '': 'Stream the sample, samples/trips.csv.gz',
    '-- [flags] FILE…': 'Stream your own CSV files of trips, plain or gzipped',
  },
  flags: START_FLAGS,
  takesPositionals: true,
  notes: `On a terminal, everything stays up after the audit until Ctrl-C. Flink and OpenSearch need Java;
with --lake-only the run needs Node.js alone.`,
  statuses: {
    0: 'Every row is accounted for, and both halves agree',
    1: 'Trips were lost or given up, the halves disagree, or the run failed',
    130: 'Stopped by Ctrl-C (143 by SIGTERM, 129 by a closed terminal)',
  },
  examples: [
    'npm start -- --lake-only',
    'npm start -- --open trips.csv',
    'npm start -- --faults throttled=0.1,reset=0.02',
  ],
  async run(line) {
    // npm runs scripts in the project's folder; paths start from the user's folder.
    const options = readOptions(line, process.env.INIT_CWD ?? process.cwd());
    const { start } = await import('../local/start');
    return start(options);
  },
});

main(command, module);
