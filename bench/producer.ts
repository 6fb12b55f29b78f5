/**
 * Measures the producer against the plain way, in turns, so that other load on the machine slows
 * both. The figures are those of the whole process with its start. Only the ratios compare between
 * machines.
 */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeTrips } from './made-trips';
import type { Received } from './null-sink';

export interface BenchOptions {
  readonly trips: number;
  /** Runs of each way that count. */
  readonly pairs: number;
}

const CONCURRENCY = 2 * availableParallelism();

/** What one run of a sender took. */
interface Run {
  /** User and system time, in microseconds. */
  readonly cpuPerTrip: number;
  readonly tripsPerSecond: number;
  readonly peakMib: number;
  /** Bytes of the requests' bodies. */
  readonly bytesPerTrip: number;
}

interface Setting {
  /** Path of the CSV file. */
  readonly file: string;
  /** URL of the sink. */
  readonly endpoint: string;
  /** How many trips are in the file. */
  readonly trips: number;
}

/** A way to send a file: the arguments of `node --import tsx`. */
type Arguments = (file: string, endpoint: string) => readonly string[];

const ours: Arguments = (file, endpoint) => [
  join(__dirname, '../bin/produce.ts'),
  ...['--stream', 'trips', '--endpoint', endpoint, '--concurrency', String(CONCURRENCY)],
  ...['--out', join(file, '../produced'), '--json', file],
];

const plain: Arguments = (file, endpoint) => [
  join(__dirname, 'plain-producer.ts'),
  file,
  endpoint,
  String(CONCURRENCY),
];

async function measure(way: Arguments, { file, endpoint, trips }: Setting): Promise<Run> {
  const usageFile = join(file, '../usage.json');
  const startedAt = performance.now();
  const child = spawn(
    process.execPath,
    ['--require', join(__dirname, 'resources.cjs'), '--import', 'tsx', ...way(file, endpoint)],
    { env: { ...process.env, BENCH_RESOURCES: usageFile }, stdio: ['ignore', 'ignore', 'ignore'] },
  );
  const [status] = (await once(child, 'exit')) as [number | null];
  const seconds = (performance.now() - startedAt) / 1000;
  const received = await receivedAt(endpoint);
  if (status !== 0 || received.trips !== trips)
    throw new Error(`${way(file, endpoint)[0]} ended with ${status}; ${received.trips} of ${trips} trips arrived.`);
  const usage = JSON.parse(readFileSync(usageFile, 'utf8')) as NodeJS.ResourceUsage;
  return {
    cpuPerTrip: (usage.userCPUTime + usage.systemCPUTime) / trips,
    tripsPerSecond: trips / seconds,
    peakMib: usage.maxRSS / 1024,
    bytesPerTrip: received.bytes / trips,
  };
}

function receivedAt(endpoint: string): Promise<Received> {
  return new Promise((resolve, reject) => {
    get(endpoint, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve(JSON.parse(text) as Received));
    }).on('error', reject);
  });
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const spread = (values: readonly number[]): string =>
  [Math.min(...values), median(values), Math.max(...values)].map((value) => value.toFixed(2)).join(' / ');

function show(name: string, { cpuPerTrip, tripsPerSecond, peakMib, bytesPerTrip }: Run): void {
  const columns = [
    cpuPerTrip.toFixed(2),
    Math.round(tripsPerSecond).toLocaleString('en-US'),
    peakMib.toFixed(0),
    bytesPerTrip.toFixed(0),
  ];
  console.log(name.padEnd(10) + columns.map((column) => column.padStart(12)).join(''));
}

async function compare(setting: Setting, pairs: number): Promise<void> {
  await measure(ours, setting);
  await measure(plain, setting);
  console.log(
    `${''.padEnd(10)}${['µs/trip', 'trips/s', 'MiB peak', 'bytes/trip'].map((title) => title.padStart(12)).join('')}`,
  );
  const cpu: number[] = [];
  const speed: number[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    const [own, other] = [await measure(ours, setting), await measure(plain, setting)];
    show('producer', own);
    show('plain way', other);
    cpu.push(other.cpuPerTrip / own.cpuPerTrip);
    speed.push(own.tripsPerSecond / other.tripsPerSecond);
  }
  console.log(`times less CPU per trip (least / median / most): ${spread(cpu)}`);
  console.log(`times more trips per second:                     ${spread(speed)}`);
}

/**
 * Runs the bench and prints its figures.
 * @returns exit status 0
 */
export async function benchProducer({ trips, pairs }: BenchOptions): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'tripstream-bench-'));
  const sink: ChildProcess = fork(join(__dirname, 'null-sink.ts'), { execArgv: ['--import', 'tsx'] });
  try {
    const file = join(folder, 'trips.csv');
    await makeTrips(file, trips);
    const [port] = (await once(sink, 'message')) as [number];
    await compare({ file, endpoint: `http://127.0.0.1:${port}`, trips }, pairs);
  } finally {
    sink.kill();
    rmSync(folder, { recursive: true });
  }
  return 0;
}
