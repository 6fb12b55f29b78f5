/**
 * Measures what each function of the template adds to the start of Node on one core: the import of its bundle with
 * its own environment variables, up to where the first event could come. Each sample is a process beside one that
 * imports nothing, in turns, so that whatever else the machine does slows both. What Lambda does before Node starts
 * and the first call's connections are not included. The CPU time stays the same on a machine that is busy.
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

/** For the transform: less than the second that its mapping waits for a batch to fill. */
const LIMIT_MS = 150;

/** What only the cloud knows. */
const UNKNOWN: SearchEnvironment = { SEARCH_ENDPOINT: 'https://search.invalid' };

/** Before the command of a process: one core, not the one that this process waits on. */
const PINNED =
  spawnSync('taskset', ['--version']).status === 0 ? ['taskset', '-c', `${availableParallelism() - 1}`] : [];

interface Start {
  /** Path of what is imported. */
  readonly file: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** Milliseconds. */
interface Cost {
  readonly wall: number;
  readonly cpu: number;
}

/** @returns what a fresh process takes from its start to its end */
async function time({ file, variables }: Start): Promise<Cost> {
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

/** @returns costs beyond a bare start */
async function beyondBare(start: Start, { bareFile, samples }: Sampling): Promise<readonly Cost[]> {
  const bare = { ...start, file: bareFile };
  const differences: Cost[] = [];
  // The first pair reads from the disk what all others find in memory.
  for (let pair = 0; pair <= samples; pair++) {
    const isBareFirst = pair % 2 === 0;
    const [one, other] = [await time(isBareFirst ? bare : start), await time(isBareFirst ? start : bare)];
    const [less, more] = isBareFirst ? [one, other] : [other, one];
    if (pair > 0) differences.push({ wall: more.wall - less.wall, cpu: more.cpu - less.cpu });
  }
  return differences;
}

/** @returns undefined for a function that brings no SDK: the CDK's own, which take the runtime's */
function startOf(wiring: FunctionWiring): Start | undefined {
  const file = join(wiring.assetDirectory, `${wiring.handler.split('.')[0]}.mjs`);
  if (!existsSync(file)) return undefined;
  const variables = { ...UNKNOWN, ...wiring.environment };
  return { file, variables: environmentVariables(wiring, 'bench', { variables }) };
}

/** One of each asset: the CDK brings the same function in every stack. */
function functionsOf(assembly: string): readonly FunctionWiring[] {
  return [...new Map(readWiring(assembly).functions.map((each) => [each.assetDirectory, each])).values()];
}

const TITLES = ['beyond a bare Node', 'bundle KB', 'zip KB', 'ms min', 'median', 'max', 'CPU median'];

function row(cells: readonly string[]): string {
  return cells.map((cell, index) => (index === 0 ? cell.slice(0, 32).padEnd(34) : cell.padStart(11))).join('');
}

function ordered(values: readonly number[]) {
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
  const costs = await beyondBare(start, sampling);
  const [least = 0, median = 0, most = 0] = ordered(costs.map(({ wall }) => wall));
  const [, cpu = 0] = ordered(costs.map((cost) => cost.cpu));
  console.log(row([wiring.name, ...sizes, ...[least, median, most, cpu].map((ms) => ms.toFixed(1))]));
  if (wiring.name !== 'transform') return true;
  // Pinned, a process has one core to itself and takes as long as its CPU time: more is another's.
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
