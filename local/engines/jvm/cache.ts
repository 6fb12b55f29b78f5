/** The cache of fetched engines. A folder with an engine's name is always complete. */
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { ENGINES_FOLDER, type Engine, recipeOf, versionOf } from './engine';
import type { Java } from './java';
import { type Downloaded, runMaven } from './maven';
import { isRunning } from './process-id';
import { isComplete, readSizes, writeStamp } from './stamp';

/**
 * Joins the engine's key and the id of the fetching process in the name of an unfinished folder.
 * That folder is on the same disk as the final one, so that it can be renamed.
 */
const PART = '.part-';
/** Progress is reported after every so many bytes. */
const REPORT_EVERY = 25e6;

export function folderOf(engine: Engine, cache = ENGINES_FOLDER): string {
  return path.join(cache, engine.key);
}

export function isCached(engine: Engine, cache = ENGINES_FOLDER): boolean {
  return isComplete(folderOf(engine, cache), recipeOf(engine));
}

/**
 * Brings an engine into the cache unless it is there. An engine that is old or incomplete is
 * fetched again.
 * @param say gets a line per phase
 * @throws Error with Maven's own errors if Maven fails
 */
export async function fetchEngine(
  engine: Engine,
  java: Java,
  say: (line: string) => void,
  cache = ENGINES_FOLDER,
): Promise<void> {
  if (isCached(engine, cache)) return;
  const name = `${engine.name} ${versionOf(engine)}`;
  const part = path.join(cache, `${engine.key}${PART}${process.pid}`);
  say(`Fetching ${name} with Maven …`);
  await mkdir(cache, { recursive: true });
  await removeParts(engine, cache);
  try {
    await runMaven(engine.pom, part, java, reportProgress(name, say));
    await rm(path.join(part, 'target'), { recursive: true, force: true });
    await engine.layout?.apply(part, versionOf(engine));
    writeStamp(part, recipeOf(engine));
    say(`  ${name}: ${formatAmount(countFiles(part))} in place`);
    await rm(folderOf(engine, cache), { recursive: true, force: true });
    await rename(part, folderOf(engine, cache));
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

/** Removes what killed processes left behind. */
async function removeParts({ key }: Engine, cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const [engine, pid] = name.split(PART);
    if (engine !== key || pid === undefined || (isRunning(Number(pid)) && Number(pid) !== process.pid)) continue;
    await rm(path.join(cache, name), { recursive: true, force: true });
  }
}

function reportProgress(name: string, say: (line: string) => void): (soFar: Downloaded) => void {
  let next = REPORT_EVERY;
  return (soFar) => {
    if (soFar.bytes < next) return;
    next = soFar.bytes + REPORT_EVERY;
    say(`  ${name}: ${formatAmount(soFar)} downloaded`);
  };
}

function countFiles(folder: string): Downloaded {
  const sizes = Object.values(readSizes(folder));
  return { files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

function formatAmount({ files, bytes }: Downloaded): string {
  return `${files} files, ${Math.round(bytes / 1e6)} MB`;
}
