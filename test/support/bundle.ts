/** Builds a function as it is deployed. */
import { join } from 'node:path';
import { build } from 'esbuild';
import { BUNDLING, carry } from '../../lambda/bundling';

/** @returns path of the bundle, `index.mjs` in the directory, with the files it reads beside it */
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
