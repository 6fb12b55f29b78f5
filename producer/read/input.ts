/** Finds the files of a run before anything is sent, and opens them. */
import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Readable } from 'node:stream';

/** A file cannot be read as trips. The message names the file and what was expected. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** Tells whether a file has changed without reading all of it. */
export interface Identity {
  /** Bytes. */
  readonly size: number;
  /** ISO 8601. Only for people: copies of a file differ in it. */
  readonly modified_at: string;
  /** SHA-256 of the first 1,024 bytes, hexadecimal. */
  readonly head_sha256: string;
}

/** One input of a run. */
export interface Input {
  /** Its name in messages. */
  readonly name: string;
  /** Absolute; `-` for standard input. */
  readonly path: string;
  /** First part of the names of its kept files; no other input of the run has the same. */
  readonly base: string;
  /** `source` of its trips, unless a row has its own. */
  readonly source: string;
  /** Undefined for an input that can be read only once, such as standard input or a pipe. */
  readonly identity: Identity | undefined;
}

const HEAD_BYTES = 1024;

/**
 * Opens every file once, so a mistyped name is found before the first trip is sent.
 * @param source replaces the file names as the trips' source
 * @throws InputError for a file that is missing or not readable
 */
export async function findInputs(paths: readonly string[], source?: string): Promise<readonly Input[]> {
  const inputs: Input[] = [];
  for (const path of paths) {
    const name = path === '-' ? 'standard input' : path;
    const file = path === '-' ? 'stdin' : basename(path);
    const taken = new Set(inputs.map(({ base }) => base));
    inputs.push({
      name,
      path: path === '-' ? path : resolve(path),
      base: uniqueName(taken, file.replace(/\.gz$/i, '').replace(/\.csv$/i, '')),
      source: source ?? file,
      identity: path === '-' ? undefined : await identify(path),
    });
  }
  return inputs;
}

function uniqueName(taken: ReadonlySet<string>, base: string): string {
  if (!taken.has(base)) return base;
  for (let number = 2; ; number++) if (!taken.has(`${base}-${number}`)) return `${base}-${number}`;
}

async function identify(path: string): Promise<Identity | undefined> {
  let file: FileHandle | undefined;
  try {
    // Without O_NONBLOCK, opening a pipe waits for its writer.
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const status = await file.stat();
    if (status.isDirectory()) throw new InputError(`${path} is a folder. Name the files in it, as ${path}/*.csv.`);
    if (!status.isFile()) return undefined;
    const head = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return {
      size: status.size,
      modified_at: status.mtime.toISOString(),
      head_sha256: createHash('sha256').update(head.buffer.subarray(0, head.bytesRead)).digest('hex'),
    };
  } catch (error) {
    throw error instanceof InputError ? error : new InputError(`${path} cannot be read: ${explain(error)}.`);
  } finally {
    await file?.close();
  }
}

function explain(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES') return 'its permissions do not allow it';
  return message;
}

/** Opens an input for reading its bytes. */
export function openInput({ path }: Input): Readable & { readonly bytesRead?: number } {
  return path === '-' ? process.stdin : createReadStream(path);
}
