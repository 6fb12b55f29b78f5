/** Writes the sample, `samples/trips.csv.gz`: `npm run samples`. The same seed gives the same file. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { sampleLines } from './trips';

const SEED = 20_160_307;
const TRIPS = 20_000;

const file = join(__dirname, 'trips.csv.gz');
const lines = sampleLines(SEED, TRIPS);
writeFileSync(file, gzipSync(`${lines.join('\r\n')}\r\n`, { level: 9 }));
process.stdout.write(`${lines.length.toLocaleString('en-US')} lines written to samples/trips.csv.gz\n`);
