/** The text of `--help`. */
import { FLAG_GROUPS, type Flag } from './flags';

const INTRODUCTION = `Reads trips from CSV files and sends them to a Kinesis data stream.

  npm run produce -- [flags] FILE…

A FILE is any CSV of trips whose header names their columns, plain or gzipped; - is standard input.
`;

const CONCLUSION = `
Nothing is lost: a row that is no trip is kept in DIR/<file>.rejects.ndjson with its reasons, a trip that is given up in
DIR/<file>.dead-letter.csv, which this command reads again. Credentials come from the AWS SDK's usual sources.

Exit status
  0    every trip was sent; rejected rows are counted and named
  1    a file could not be read, the stream refused, or trips were given up
  2    the command line was wrong
  130  stopped by Ctrl-C (143: by SIGTERM) after what was in flight; a second signal ends at once

Examples
  npm run produce -- --dry-run trips.csv
  npm run produce -- --stream trips-dev --region eu-central-1 2016-*.csv.gz
  npm run produce -- --stream trips --endpoint http://127.0.0.1:4567 --speedup 3600 trips.csv
  npm run produce -- --stream trips-dev --resume trips.csv
`;

/** Column at which the meanings start: the longest flag and its value, and two blanks. */
const MEANINGS_AT = 34;

export function help(): string {
  const groups = Object.entries<Readonly<Record<string, Flag>>>(FLAG_GROUPS).map(
    ([title, flags]) => `\n${title}\n${Object.entries(flags).map(line).join('')}`,
  );
  return INTRODUCTION + groups.join('') + CONCLUSION;
}

function line([name, { value, meaning, standard }]: [string, Flag]): string {
  const flag = `  --${name}${value === undefined ? '' : ` ${value}`}`.padEnd(MEANINGS_AT);
  return `${flag}${meaning}${standard === undefined ? '' : ` [${standard}]`}\n`;
}
