/** What `npm run samples` does: writes the sample. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { sampleLines } from './trips';

const SEED = 20_160_307;
const TRIPS = 20_000;

/**
 * Writes `samples/trips.csv.gz`. The same seed gives the same file.
 * @returns exit status 0
 */
export function generate(): number {
  const lines = sampleLines(SEED, TRIPS);
  writeFileSync(join(__dirname, 'trips.csv.gz'), gzipSync(`${lines.join('\r\n')}\r\n`, { level: 9 }));
  process.stdout.write(`${lines.length.toLocaleString('en-US')} lines written to samples/trips.csv.gz\n`);
  return 0;
}
