/** Bundles a Lambda function as a deployment does. */
import { join } from 'node:path';
import { build } from 'esbuild';
import { BUNDLING, carry } from '../../lambda/bundling';

/**
 * Bundles a function into a directory, with the files that it reads beside it.
 * @returns the path of the bundle, `index.mjs` in the directory
 */
export async function bundle(name: string, directory: string): Promise<string> {
  const { banner, ...options } = BUNDLING;
  const outfile = join(directory, 'index.mjs');
  await build({
    ...options,
    mainFields: [...options.mainFields],
    entryPoints: [join(__dirname, '../../lambda', name, 'index.ts')],
    bundle: true,
    platform: 'node',
    banner: { js: banner },
    outfile,
    logLevel: 'error',
  });
  carry(name, directory);
  return outfile;
}
