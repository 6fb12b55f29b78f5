/** `npm run produce`: sends trips from CSV files to a Kinesis data stream. */
import { defineCommand } from '../common/cli/command';
import { main } from '../common/cli/main';
import { PRODUCE_FLAGS } from '../producer/flags';
import { readOptions } from '../producer/options';

export const command = defineCommand({
  name: 'produce',
  summary: 'Reads trips from CSV files and sends them to a Kinesis data stream.',
  usage: {
    '-- [flags] FILE…': 'FILE is a CSV of trips with a header, plain or gzipped; - is standard input',
  },
  flags: PRODUCE_FLAGS,
  takesPositionals: true,
  notes: `Nothing is lost. A row that cannot be read as a trip is kept, with its reasons, in
DIR/<file>.rejects.ndjson. A trip that could not be delivered is kept in DIR/<file>.dead-letter.csv,
which this command can read. Credentials come from the AWS SDK's usual sources.`,
  statuses: {
    0: 'Every trip was sent; rejected rows are counted and named',
    1: 'A file could not be read, the stream refused, or trips could not be delivered',
    130: 'Stopped by Ctrl-C (143 by SIGTERM) after finishing what was in flight; a second signal exits at once',
  },
  examples: [
    'npm run produce -- --dry-run trips.csv',
    'npm run produce -- --stream trips-dev --region eu-central-1 2016-*.csv.gz',
    'npm run produce -- --stream trips --endpoint http://127.0.0.1:4567 --speedup 3600 trips.csv',
    'npm run produce -- --stream trips-dev --resume trips.csv',
  ],
  async run(line) {
    const options = readOptions(line, process.env);
    const { produce } = await import('../producer/produce');
    return produce(options);
  },
});

main(command, module);
