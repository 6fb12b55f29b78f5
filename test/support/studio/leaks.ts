/** Looks for secrets in every file of a folder. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Finds the files that contain any of the secrets.
 * @returns their paths, relative to the folder
 */
export function leaksIn(folder: string, secrets: readonly string[]): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => {
      const text = readFileSync(file, 'latin1');
      return secrets.some((secret) => text.includes(secret));
    })
    .map((file) => path.relative(folder, file));
}
