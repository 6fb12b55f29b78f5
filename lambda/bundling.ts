/**
 * How every function is bundled, and which files lie beside its bundle. The CDK runs this file as a
 * command to copy those.
 */
import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Options of esbuild, for the CDK, the tests and the benchmarks alike. */
export const BUNDLING = {
  format: 'esm',
  /** The bundle also runs on one machine, where the project asks for Node 20. */
  target: 'node20',
  /** The SDK's ES modules can be tree-shaken, its CommonJS ones cannot: 300 KB instead of 450. */
  mainFields: ['module', 'main'],
  minify: true,
  /** X-Ray calls `require`, and the job finds its files by `__dirname`: ES modules have neither. */
  banner:
    "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url), __dirname = import.meta.dirname;",
} as const;

/** Functions that read files beside their bundle: those of a folder whose names end in a suffix. */
export const CARRIED: Readonly<Record<string, { readonly folder: string; readonly suffix: string }>> = {
  'studio-runner': { folder: 'flink-sql', suffix: '.sql' },
};

/**
 * Copies the files that a function reads to the directory of its bundle. Most functions read none.
 * @param name the function's folder under `lambda/`
 */
export function carry(name: string, directory: string): void {
  const { folder, suffix } = CARRIED[name] ?? {};
  if (folder === undefined || suffix === undefined) return;
  const from = join(__dirname, '..', folder);
  for (const file of readdirSync(from).filter((each) => each.endsWith(suffix)))
    copyFileSync(join(from, file), join(directory, file));
}

if (require.main === module) {
  const [name = '', directory = ''] = process.argv.slice(2);
  carry(name, directory);
}
