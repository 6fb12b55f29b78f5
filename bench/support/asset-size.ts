/** Measures how large a function's asset is. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';

export interface AssetSize {
  /** Bytes of all files. */
  readonly bytes: number;
  /** Deflated bytes, as `cdk deploy` sends them; a zip adds some 100 bytes for each file. */
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
