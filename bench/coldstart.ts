/**
 * Measures what each function of the template adds to the start of Node on one core: the import of
 * its bundle with its own environment variables, until the first event could arrive. Each sample
 * pairs a process with one that imports nothing, in turns, so that other load on the machine slows
 * both. It leaves out what Lambda does before Node starts, and the connections of the first call.
 * The CPU time stays the same on a busy machine.
 */

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import type { SearchEnvironment } from '../lambda/shared/contract';
import { environmentVariables } from '../local/aws/function/environment-variables';
import { readWiring } from '../local/aws/template/read-wiring';
import type { FunctionWiring } from '../local/aws/template/wiring';
import { synthesise } from '../local/run/wiring/synthesise';
import { assetSize } from './support/asset-size';

/** Limit for the transform. Its mapping waits a second for a batch to fill. */
const LIMIT_MS = 150;

/** Variables whose value only a deployment knows. */
const UNKNOWN: SearchEnvironment = { SEARCH_ENDPOINT: 'https://search.invalid' };

/** Prefix for a command: pins it to one core, not the one that this process waits on. */
const PINNED =
  spawnSync('taskset', ['--version']).status === 0 ? ['taskset', '-c', `${availableParallelism() - 1}`] : [];

/** A process to time. */
interface Start {
  /** Path of the module that it imports. */
  readonly file: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** Milliseconds that a process takes. */
interface Cost {
  readonly wall: number;
  readonly cpu: number;
}

/** @returns what a new process takes from its start to its end */
async function timeProcess({ file, variables }: Start): Promise<Cost> {
  const runner = join(__dirname, 'support/import-and-leave.mjs');
  const [command = '', ...args] = [...PINNED, process.execPath, runner, pathToFileURL(file).href];
  const startedAt = performance.now();
  const child = spawn(command, args, { env: variables, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  const read = (stream: unknown) => text(stream as Readable);
  const [complaint, cpu, [code]] = await Promise.all([read(child.stderr), read(child.stdio[3]), once(child, 'exit')]);
  const wall = performance.now() - startedAt;
  if (code !== 0) throw new Error(`The import of ${file} ended with ${code}:\n${complaint}`);
  return { wall, cpu: Number(cpu) / 1000 };
}

interface Sampling {
  /** A module that does nothing. */
  readonly bareFile: string;
  /** Pairs of processes for each function. */
  readonly samples: number;
}

/** @returns costs beyond a bare start, one for each pair */
async function measureBeyondBare(start: Start, { bareFile, samples }: Sampling): Promise<readonly Cost[]> {
  const bare = { ...start, file: bareFile };
  const differences: Cost[] = [];
  // The first pair does not count: it reads from the disk what all others find in memory.
  for (let pair = 0; pair <= samples; pair++) {
    const isBareFirst = pair % 2 === 0;
    const [one, other] = [await timeProcess(isBareFirst ? bare : start), await timeProcess(isBareFirst ? start : bare)];
    const [less, more] = isBareFirst ? [one, other] : [other, one];
    if (pair > 0) differences.push({ wall: more.wall - less.wall, cpu: more.cpu - less.cpu });
  }
  return differences;
}

/**
 * @returns undefined for the CDK's own functions, which bring no SDK and use that of the runtime
 */
function startOf(wiring: FunctionWiring): Start | undefined {
  const file = join(wiring.assetDirectory, `${wiring.handler.split('.')[0]}.mjs`);
  if (!existsSync(file)) return undefined;
  const variables = { ...UNKNOWN, ...wiring.environment };
  return { file, variables: environmentVariables(wiring, 'bench', { variables }) };
}

/** @returns one function for each asset: the CDK adds the same function to every stack */
function functionsOf(assembly: string): readonly FunctionWiring[] {
  return [...new Map(readWiring(assembly).functions.map((each) => [each.assetDirectory, each])).values()];
}

const TITLES = ['beyond a bare Node', 'bundle KB', 'zip KB', 'ms min', 'median', 'max', 'CPU median'];

function row(cells: readonly string[]): string {
  return cells.map((cell, index) => (index === 0 ? cell.slice(0, 32).padEnd(34) : cell.padStart(11))).join('');
}

function quantiles(values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b);
  return [sorted[0], sorted[sorted.length >> 1], sorted.at(-1)].map((value) => value ?? Number.NaN);
}

/** @returns false when the function is over its limit */
async function measure(wiring: FunctionWiring, sampling: Sampling): Promise<boolean> {
  const { bytes, zipped } = assetSize(wiring.assetDirectory);
  const sizes = [bytes, zipped].map((size) => (size / 1000).toFixed(0));
  const start = startOf(wiring);
  if (start === undefined) {
    console.log(row([wiring.name.replace(/^tripstream-\w+-\w+-/, ''), ...sizes, "the CDK's"]));
    return true;
  }
  const costs = await measureBeyondBare(start, sampling);
  const [least = 0, median = 0, most = 0] = quantiles(costs.map(({ wall }) => wall));
  const [, cpu = 0] = quantiles(costs.map((cost) => cost.cpu));
  console.log(row([wiring.name, ...sizes, ...[least, median, most, cpu].map((ms) => ms.toFixed(1))]));
  if (wiring.name !== 'transform') return true;
  // A pinned process takes as long as its CPU time, unless other load delays it.
  if (Math.min(median, cpu) < LIMIT_MS) return true;
  console.log(`The transform takes over ${LIMIT_MS} ms.`);
  return false;
}

/**
 * Runs the bench and prints its figures.
 * @param samples pairs of processes for each function
 * @returns the exit status: 1 when the transform is over its limit
 */
export async function benchColdstart(samples: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'tripstream-bench-'));
  const bareFile = join(folder, 'nothing.mjs');
  writeFileSync(bareFile, 'export const handler = async () => {};\n');
  try {
    await synthesise(join(folder, 'assembly'), 'dev');
    const where = PINNED.length > 0 ? 'on one core' : 'on any core, as there is no taskset';
    console.log(`${samples} pairs each, ${where}, Node ${process.versions.node}`);
    console.log(row(TITLES));
    let isGood = true;
    for (const wiring of functionsOf(join(folder, 'assembly')))
      isGood = (await measure(wiring, { bareFile, samples })) && isGood;
    return isGood ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
