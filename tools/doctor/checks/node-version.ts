/** Checks that Node.js is recent enough. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Check, fail, ok } from '../check';

/** Its `engines.node` has the form `>=major.minor`. */
const MANIFEST = path.resolve(__dirname, '../../../package.json');

export function nodeVersion(running = process.versions.node): Check<unknown> {
  return {
    title: 'Node.js',
    needs: [],
    run() {
      const { engines } = JSON.parse(readFileSync(MANIFEST, 'utf8')) as { readonly engines: { readonly node: string } };
      const [major = 0, minor = 0] = numbers(running);
      const [leastMajor = 0, leastMinor = 0] = numbers(engines.node);
      const isEnough = major > leastMajor || (major === leastMajor && minor >= leastMinor);
      return isEnough ? ok(running) : fail(`${running}, and ${engines.node} is needed`, 'Install a newer Node.js.');
    },
  };
}

const numbers = (version: string) => (version.match(/\d+/g) ?? []).map(Number);
