/**
 * Measures the CPU time that the function's process takes per trip, warm, with X-Ray and embedded
 * metrics switched on. It includes the event's JSON, the SDK with its signatures, and HTTP, but not
 * Lambda's runtime API.
 */

import { type ChildProcess, fork, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { BUNDLING } from '../lambda/bundling';
import type { Environment } from '../lambda/transform/contract';
import { Random } from '../samples/random';
import { bundle } from '../test/support/bundle';
import { fullEvent } from './support/kinesis-events';

const EVENTS = 8;
const WARM_UP = 3;
const ROUNDS = 9;

/**
 * Runs the bench and prints its figures.
 * @param profiles folder for CPU profiles, which the browser's developer tools can show
 * @returns exit status 0
 */
export async function benchTransform(profiles: string | undefined): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), 'tripstream-bench-'));
  const daemon = createSocket('udp4').unref();
  const sink = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'support/firehose-sink.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    const random = new Random(1);
    const events = Array.from({ length: EVENTS }, () => fullEvent(random));
    const files = events.map(({ json }, index) => {
      const file = join(directory, `event-${index}.json`);
      writeFileSync(file, json);
      return file;
    });
    const [port] = await once(sink.stdout, 'data');
    daemon.bind(0, '127.0.0.1');
    await once(daemon, 'listening');
    const costs = await costOfRounds(directory, files, profiles, {
      AWS_ENDPOINT_URL_FIREHOSE: `http://127.0.0.1:${String(port).trim()}`,
      AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon.address().port}`,
    });
    const trips = events.reduce((sum, event) => sum + event.trips, 0);
    const records = events.reduce((sum, event) => sum + event.records, 0);
    console.log(`${trips} trips a round in ${EVENTS} batches of ${records / EVENTS} records (48 KB), ${ROUNDS} rounds`);
    print(costs.slice(WARM_UP).map((cost) => cost / trips));
  } finally {
    sink.stdin.end();
    daemon.close();
    rmSync(directory, { recursive: true });
  }
  return 0;
}

/** @returns CPU of each round, microseconds */
async function costOfRounds(
  directory: string,
  files: readonly string[],
  profiles: string | undefined,
  variables: Readonly<Record<string, string>>,
): Promise<readonly number[]> {
  const runner = join(directory, 'function-process.mjs');
  await build({
    entryPoints: [join(__dirname, 'support/function-process.ts')],
    format: BUNDLING.format,
    target: BUNDLING.target,
    outfile: runner,
    logLevel: 'error',
  });
  const args = [await bundle('transform', directory), String(WARM_UP + ROUNDS), ...files];
  const profiling = profiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`];
  const child = fork(runner, args, {
    execArgv: ['--no-warnings', ...profiling],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...FUNCTION_VARIABLES, ...variables, LAMBDA_TASK_ROOT: directory },
  });
  return collect(child);
}

const FUNCTION_VARIABLES = {
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_FUNCTION_NAME: 'transform',
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
  _HANDLER: 'index.handler',
  POWERTOOLS_SERVICE_NAME: 'transform',
  POWERTOOLS_METRICS_NAMESPACE: 'Tripstream',
  TRIPS_DELIVERY_STREAM: 'trips',
  QUARANTINE_DELIVERY_STREAM: 'quarantine',
  DOCUMENTS_PER_RECORD: '500',
  LAKE_FIRST_YEAR: '2009',
  LAKE_LAST_YEAR: '2030',
} satisfies Environment & Record<string, string>;

async function collect(child: ChildProcess): Promise<readonly number[]> {
  const costs: number[] = [];
  child.on('message', (cost) => costs.push(Number(cost)));
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`The function's process ended with ${code}.`);
  return costs;
}

function print(perTrip: readonly number[]): void {
  const sorted = [...perTrip].sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN).toFixed(2);
  console.log(`CPU µs per trip: min ${at(0)}, median ${at(0.5)}, max ${at(1)}`);
}
