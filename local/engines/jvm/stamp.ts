/** The stamp of a complete engine: what it was made from, and every file with its size. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const STAMP = 'stamp.json';

interface Stamp {
  readonly recipe: string;
  /** Bytes by path in the folder. */
  readonly files: Readonly<Record<string, number>>;
}

/** Marks the folder as made from the recipe and complete as it stands. */
export function writeStamp(folder: string, recipe: string): void {
  const stamp: Stamp = { recipe, files: sizes(folder) };
  writeFileSync(path.join(folder, STAMP), JSON.stringify(stamp, undefined, 1));
}

/** True when the folder was made from this recipe and no file of it is missing or cut short. */
export function isComplete(folder: string, recipe: string): boolean {
  const stamp = readStamp(folder);
  if (stamp?.recipe !== recipe) return false;
  return Object.entries(stamp.files).every(
    ([file, size]) => statSync(path.join(folder, file), { throwIfNoEntry: false })?.size === size,
  );
}

/** Bytes of the files in a folder, by path. */
export function sizes(folder: string): Record<string, number> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(files.map((file) => [path.relative(folder, file), statSync(file).size]));
}

function readStamp(folder: string): Stamp | undefined {
  try {
    return JSON.parse(readFileSync(path.join(folder, STAMP), 'utf8')) as Stamp;
  } catch {
    // No stamp, or one cut short: not complete.
    return undefined;
  }
}
