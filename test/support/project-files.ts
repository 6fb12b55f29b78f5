/** Finds the project's own files, for tests that hold something of every file. */
import { readdirSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(__dirname, '../..');

/** What tools and runs leave: packages, cloud assemblies, coverage, kept rows, hidden folders. */
const NOT_OURS = /^(\.|node_modules|cdk\.out|coverage|produced)/;

/** The project's top-level folders. */
export const FOLDERS: readonly string[] = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !NOT_OURS.test(entry.name))
  .map(({ name }) => name);

/**
 * Lists files at any depth.
 * @param folder a path from the project's root; `.` for everything
 * @returns paths from the project's root
 */
export function filesIn(folder: string, ending: RegExp): readonly string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (NOT_OURS.test(entry.name)) return [];
    if (entry.isDirectory()) return filesIn(file, ending);
    return ending.test(entry.name) ? [file] : [];
  });
}
