/** How large a function's asset is. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';

export interface AssetSize {
  /** Bytes of all its files. */
  readonly bytes: number;
  /** The same deflated, as `cdk deploy` sends them; without the zip file's own 100 bytes or so a file. */
  readonly zipped: number;
}

export function assetSize(directory: string): AssetSize {
  const files = readdirSync(directory, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  const contents = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name)));
  const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);
  return {
    bytes: sum(contents.map(({ length }) => length)),
    zipped: sum(contents.map((content) => deflateRawSync(content, { level: 9 }).length)),
  };
}
