/** The stamp of a complete engine: the digest of what it was made from, and all files' sizes. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const STAMP = 'stamp.json';

interface Stamp {
  readonly recipe: string;
  /** Sizes in bytes, by path within the folder. */
  readonly files: Readonly<Record<string, number>>;
}

/** Marks a folder as complete, as it is now, and as made from the recipe. */
export function writeStamp(folder: string, recipe: string): void {
  const stamp: Stamp = { recipe, files: readSizes(folder) };
  writeFileSync(path.join(folder, STAMP), JSON.stringify(stamp, undefined, 1));
}

/** True if the folder was made from this recipe and no file is missing or truncated. */
export function isComplete(folder: string, recipe: string): boolean {
  const stamp = readStamp(folder);
  if (stamp?.recipe !== recipe) return false;
  return Object.entries(stamp.files).every(
    ([file, size]) => statSync(path.join(folder, file), { throwIfNoEntry: false })?.size === size,
  );
}

/** Reads the sizes in bytes of all files in a folder, by path. */
export function readSizes(folder: string): Record<string, number> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(files.map((file) => [path.relative(folder, file), statSync(file).size]));
}

function readStamp(folder: string): Stamp | undefined {
  try {
    return JSON.parse(readFileSync(path.join(folder, STAMP), 'utf8')) as Stamp;
  } catch {
    // Without a stamp, or with a truncated one, the folder is not complete.
    return undefined;
  }
}
