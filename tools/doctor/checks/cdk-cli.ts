/** Checks that the pinned CDK CLI is installed. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Check, fail, ok } from '../check';

const ROOT = path.resolve(__dirname, '../../..');

/** Only the pinned CLI is known to read what this aws-cdk-lib writes: npm's latest one cannot. */
export function cdkCli(root = ROOT): Check<unknown> {
  return {
    title: 'CDK CLI',
    needs: [],
    run() {
      const pinned = read(path.join(root, 'package.json')).devDependencies['aws-cdk'];
      const installed = path.join(root, 'node_modules/aws-cdk/package.json');
      const version = existsSync(installed) ? read(installed).version : 'none';
      return version === pinned ? ok(version) : fail(`${version} is installed, and ${pinned} is pinned`, 'npm ci');
    },
  };
}

interface Manifest {
  readonly version: string;
  readonly devDependencies: { readonly 'aws-cdk': string };
}

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Manifest;
