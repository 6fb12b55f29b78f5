/**
 * A test preloads this file into a command. When the process exits, it writes the names of the
 * packages that were loaded to file descriptor 3, without those of the TypeScript loader.
 */
const { writeSync } = require('node:fs');
const Module = require('node:module');
const LOADER = ['tsx', 'esbuild'];

process.on('exit', () => {
  const names = Object.keys(Module._cache).map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]);
  writeSync(3, [...new Set(names)].filter((name) => name !== undefined && !LOADER.includes(name)).join(' '));
});
