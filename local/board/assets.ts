/** The only files that the board serves: the page's own, and Vega's from its packages. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Asset {
  readonly type: string;
  readonly body: Buffer;
  /** True if the content at this address never changes. */
  readonly lasting: boolean;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Files in the page's folder that the type check needs and no browser does. */
const FOR_THE_COMPILER = /^tsconfig\.json$|\.d\.ts$/;

/** Scripts that the packages publish for browsers. Each sets a global. */
const VENDOR = [
  'vega/build/vega.min.js',
  'vega-lite/build/vega-lite.min.js',
  'vega-interpreter/build/vega-interpreter.min.js',
];

/**
 * Reads all files, by their address. They are read once: they are small, and the page must not
 * change during a run.
 */
export function readAssets(): ReadonlyMap<string, Asset> {
  const folder = path.join(__dirname, 'page');
  const names = readdirSync(folder).filter((name) => !FOR_THE_COMPILER.test(name));
  const own = names.map((name) => [`/page/${name}`, read(path.join(folder, name), false)] as const);
  const vendor = VENDOR.map((file) => [vendorPath(file), read(require.resolve(file), true)] as const);
  const index = own.filter(([address]) => address === '/page/index.html').map(([, asset]) => ['/', asset] as const);
  return new Map([...index, ...own, ...vendor]);
}

/** Addresses of Vega's scripts, in the order in which they must be loaded. */
export const VENDOR_PATHS: readonly string[] = VENDOR.map(vendorPath);

/** The address contains the version, so that a browser may keep the file. */
function vendorPath(file: string): string {
  const [name = ''] = file.split('/');
  const { version } = require(`${name}/package.json`) as { readonly version: string };
  return `/vendor/${name}@${version}.js`;
}

function read(file: string, lasting: boolean): Asset {
  const type = TYPES[path.extname(file)];
  if (type === undefined) throw new Error(`The board cannot serve ${file}: add its extension to TYPES.`);
  return { type, body: readFileSync(file), lasting };
}
