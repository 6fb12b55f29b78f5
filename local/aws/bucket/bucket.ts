/** An S3 bucket on one machine. */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { keyProblem } from './key';

/**
 * Folder for objects being written. It is on the same file system, so that a rename publishes them
 * whole, and it is never listed.
 */
const INCOMING = '.incoming';

/**
 * A folder that stands for an S3 bucket: `<state folder>/<bucket name>/<key>`. An object appears
 * whole or not at all, and replaces an object of the same key.
 */
export class Bucket {
  /** Absolute path of the folder. The first object creates it. */
  readonly root: string;

  /** @throws Error for a name that is not a single folder name. */
  constructor(
    stateFolder: string,
    readonly name: string,
  ) {
    if (name.includes('/') || keyProblem(name)) {
      throw new Error(`Bucket name "${name}" cannot name a folder: use letters, digits, dots and hyphens, as S3 does.`);
    }
    this.root = path.resolve(stateFolder, name);
  }

  /**
   * Stores `body` under `key`.
   * @throws Error for a key that a folder cannot hold, such as one with `..`.
   */
  async put(key: string, body: string | Uint8Array): Promise<void> {
    this.pathOf(key);
    const incoming = path.join(this.root, INCOMING, randomUUID());
    await mkdir(path.dirname(incoming), { recursive: true });
    try {
      await writeFile(incoming, body);
      await this.adopt(key, incoming);
    } catch (error) {
      await rm(incoming, { force: true });
      throw error;
    }
  }

  /**
   * Moves `file`, which must be on the same file system, into the bucket as the object `key`.
   * @throws Error as `put` does.
   */
  async adopt(key: string, file: string): Promise<void> {
    const target = this.pathOf(key);
    await mkdir(path.dirname(target), { recursive: true });
    await rename(file, target);
  }

  /** Lists the keys that begin with `prefix`, in S3's order (UTF-8 bytes). */
  async list(prefix = ''): Promise<readonly string[]> {
    const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
    const keys: string[] = [];
    await this.walk(folder, keys);
    return keys.filter((key) => key.startsWith(prefix)).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  }

  /**
   * The object's bytes.
   * @throws Error when there is no object under `key`.
   */
  async read(key: string): Promise<Buffer> {
    const body = await this.find(key);
    if (body === undefined) throw new Error(`Bucket ${this.name} has no object "${key}".`);
    return body;
  }

  /**
   * The object's bytes, or undefined when there is no object under `key`.
   * @throws Error as `pathOf` does.
   */
  async find(key: string): Promise<Buffer | undefined> {
    try {
      return await readFile(this.pathOf(key));
    } catch (error) {
      if (!isAbsent(error)) throw error;
      return undefined;
    }
  }

  /**
   * Absolute path of the file that holds, or would hold, `key`.
   * @throws Error for a key that a folder cannot hold.
   */
  pathOf(key: string): string {
    const problem = keyProblem(key);
    if (problem) throw new Error(`Key "${key}" of bucket ${this.name} ${problem}.`);
    return path.join(this.root, key);
  }

  private async walk(folder: string, keys: string[]): Promise<void> {
    if (folder !== '') this.pathOf(folder.slice(0, -1));
    for (const entry of await entriesOf(path.join(this.root, folder))) {
      if (folder === '' && entry.name === INCOMING) continue;
      if (entry.isDirectory()) await this.walk(`${folder}${entry.name}/`, keys);
      else keys.push(folder + entry.name);
    }
  }
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

function isAbsent(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}
