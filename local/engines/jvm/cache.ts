/** The engines as fetched: each in a folder that is either whole or not there under its name. */
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { ENGINES_FOLDER, type Engine, recipeOf, versionOf } from './engine';
import type { Java } from './java';
import { type Downloaded, runMaven } from './maven';
import { isRunning } from './process-id';
import { isComplete, sizes, writeStamp } from './stamp';

/** Between the engine's name and the id of the process that fetches; on the same disk as its final place. */
const PART = '.part-';
/** A line about every so many bytes arrived. */
const TOLD_EVERY = 25e6;

export function folderOf(engine: Engine, cache = ENGINES_FOLDER): string {
  return path.join(cache, engine.key);
}

export function cached(engine: Engine, cache = ENGINES_FOLDER): boolean {
  return isComplete(folderOf(engine, cache), recipeOf(engine));
}

/**
 * Brings an engine into the cache, unless it is there whole; what is old, cut short or half fetched is made anew.
 * @param say gets a line per phase
 * @throws Error when Maven fails, with what it said
 */
export async function fetchEngine(
  engine: Engine,
  java: Java,
  say: (line: string) => void,
  cache = ENGINES_FOLDER,
): Promise<void> {
  if (cached(engine, cache)) return;
  const name = `${engine.name} ${versionOf(engine)}`;
  const part = path.join(cache, `${engine.key}${PART}${process.pid}`);
  say(`Fetching ${name} by Maven …`);
  await mkdir(cache, { recursive: true });
  await removeParts(engine, cache);
  try {
    await runMaven(engine.pom, part, java, progress(name, say));
    await rm(path.join(part, 'target'), { recursive: true, force: true });
    await engine.layout?.apply(part, versionOf(engine));
    writeStamp(part, recipeOf(engine));
    say(`  ${name}: ${amount(totalOf(part))} in place`);
    await rm(folderOf(engine, cache), { recursive: true, force: true });
    await rename(part, folderOf(engine, cache));
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

/** What processes that were killed have left. */
async function removeParts({ key }: Engine, cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const [engine, pid] = name.split(PART);
    if (engine !== key || pid === undefined || (isRunning(Number(pid)) && Number(pid) !== process.pid)) continue;
    await rm(path.join(cache, name), { recursive: true, force: true });
  }
}

function progress(name: string, say: (line: string) => void): (soFar: Downloaded) => void {
  let next = TOLD_EVERY;
  return (soFar) => {
    if (soFar.bytes < next) return;
    next = soFar.bytes + TOLD_EVERY;
    say(`  ${name}: ${amount(soFar)} downloaded`);
  };
}

function totalOf(folder: string): Downloaded {
  const all = Object.values(sizes(folder));
  return { files: all.length, bytes: all.reduce((sum, size) => sum + size, 0) };
}

function amount({ files, bytes }: Downloaded): string {
  return `${files} files, ${Math.round(bytes / 1e6)} MB`;
}
