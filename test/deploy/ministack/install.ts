/**
 * Installs ministack into the cache of engines: a virtual environment with every package pinned.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { ENGINES_FOLDER } from '../../../local/engines/jvm/engine';
import { isRunning } from '../../../local/engines/jvm/process-id';
import { isComplete, writeStamp } from '../../../local/engines/jvm/stamp';
import { runCommand } from '../command';
import { findPython, type Python } from './python';

const REQUIREMENTS = path.join(__dirname, 'requirements.txt');
const FOLDER = path.join(ENGINES_FOLDER, 'ministack');
const PART = `${FOLDER}.part-`;
/** Enough for 60 MB from a slow mirror. */
const LIMIT_S = 600;

export const VERSION = /^ministack==(\S+)$/m.exec(readFileSync(REQUIREMENTS, 'utf8'))?.[1] ?? '';

/** This machine cannot run ministack. The app is not to blame. */
export class Unavailable extends Error {}

/**
 * Installs ministack, unless it is installed completely.
 * @returns the Python that runs it
 * @throws Unavailable when Python, its venv module or the package index is missing; it says how to
 * get them
 */
export async function installMinistack(say: (line: string) => void): Promise<string> {
  const python = findPython();
  if (typeof python === 'string') throw new Unavailable(python);
  const recipe = createHash('sha256').update(readFileSync(REQUIREMENTS)).update(python.identity).digest('hex');
  if (!isComplete(FOLDER, recipe)) {
    say(`Installing ministack with Python ${python.identity.split(' ')[0]} …`);
    await install(python, recipe);
  }
  return pythonIn(FOLDER);
}

async function install(python: Python, recipe: string): Promise<void> {
  const part = `${PART}${process.pid}`;
  await mkdir(ENGINES_FOLDER, { recursive: true });
  await removeParts();
  try {
    await attempt('apt-get install python3-venv', () => run('venv', python.command, ['-m', 'venv', part]));
    await attempt('Check the network and pip’s configuration', () => run('pip', pythonIn(part), pip()));
    writeStamp(part, recipe);
    await rm(FOLDER, { recursive: true, force: true });
    // A virtual environment may be moved: only its scripts hold its path, and none of them is used.
    await rename(part, FOLDER);
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

function pip(): string[] {
  const quiet = ['--quiet', '--disable-pip-version-check', '--no-input'];
  // No builds from source, which take an hour for DuckDB, and no packages other than those listed.
  return ['-m', 'pip', 'install', ...quiet, '--only-binary', ':all:', '--no-deps', '-r', REQUIREMENTS];
}

function run(what: string, command: string, args: readonly string[]) {
  return runCommand(what, command, args, { cwd: ENGINES_FOLDER, env: process.env, limitS: LIMIT_S });
}

async function attempt(remedy: string, step: () => Promise<unknown>): Promise<void> {
  try {
    await step();
  } catch (error) {
    throw new Unavailable(`ministack cannot be installed. ${remedy}. ${(error as Error).message}`, { cause: error });
  }
}

/** Removes what killed processes have left. */
async function removeParts(): Promise<void> {
  for (const name of await readdir(ENGINES_FOLDER)) {
    const folder = path.join(ENGINES_FOLDER, name);
    if (folder.startsWith(PART) && !isRunning(Number(folder.slice(PART.length))))
      await rm(folder, { recursive: true, force: true });
  }
}

function pythonIn(folder: string): string {
  return path.join(folder, 'bin', 'python');
}
