import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** How every function is bundled, named as in esbuild: used by the CDK, by the tests and by the benchmark alike. */
export const BUNDLING = {
  format: 'esm',
  /** The bundle also runs on one machine, where Node 20 is what the project asks for. */
  target: 'node20',
  /** The SDK's ES modules, not its CommonJS ones: they can be shaken, 300 KB in place of 450. */
  mainFields: ['module', 'main'],
  minify: true,
  /** X-Ray's core calls `require` at run time, and the job looks for its files beside it: ES modules have neither name. */
  banner:
    "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url), __dirname = import.meta.dirname;",
} as const;

/** What a function reads beside its bundle: the files of a folder whose names end so. */
export const CARRIED: Readonly<Record<string, { readonly folder: string; readonly suffix: string }>> = {
  'studio-runner': { folder: 'flink-sql', suffix: '.sql' },
};

/**
 * Copies what a function carries to where its bundle lies; nothing for one that carries nothing.
 * @param name the function's folder under `lambda/`
 */
export function carry(name: string, directory: string): void {
  const { folder, suffix } = CARRIED[name] ?? {};
  if (folder === undefined || suffix === undefined) return;
  const from = join(__dirname, '..', folder);
  for (const file of readdirSync(from).filter((each) => each.endsWith(suffix)))
    copyFileSync(join(from, file), join(directory, file));
}
