/** Decodes the bytes of an input, unpacks gzip, and refuses formats that are not CSV. */
import { addAbortSignal, pipeline, type Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import { InputError } from './input';

/** Magic numbers of formats that people take for CSV. */
const FOREIGN: readonly (readonly [readonly number[], string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'a ZIP archive. Unpack it first'],
  [[0x50, 0x41, 0x52, 0x31], 'a Parquet file. Export it as CSV'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'packed with Zstandard. Unpack it first'],
  [[0x42, 0x5a, 0x68], 'packed with bzip2. Unpack it first'],
  [[0xff, 0xfe], 'text in UTF-16. Save it as UTF-8'],
  [[0xfe, 0xff], 'text in UTF-16. Save it as UTF-8'],
];

const GZIP = [0x1f, 0x8b];

/**
 * The text of a stream of UTF-8 bytes. Gzip is recognised by its first bytes, not by the file's
 * name. When `stop` is aborted, the text ends early and without an error.
 * @throws InputError for a stream that breaks off, cannot be unpacked, or has another format
 */
export async function* textOf(bytes: Readable, name: string, stop: AbortSignal): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  try {
    addAbortSignal(stop, bytes);
    const head = await firstOf(bytes);
    const foreign = FOREIGN.find(([magic]) => begins(head, magic));
    if (foreign) throw new InputError(`${name} is ${foreign[1]}: expected CSV, plain or gzipped.`);
    for await (const chunk of begins(head, GZIP) ? unpacked(bytes) : bytes) yield decoder.write(chunk as Buffer);
    yield decoder.end();
  } catch (error) {
    if (stop.aborted) return;
    throw error instanceof InputError ? error : new InputError(`${name} cannot be read: ${(error as Error).message}.`);
  }
}

/** Peeks at the first bytes of a stream; there are none if it is empty. */
async function firstOf(bytes: Readable): Promise<Buffer> {
  await new Promise<void>((resolve, reject) => {
    bytes.once('readable', resolve).once('end', resolve).once('error', reject);
  });
  const head = bytes.read() as Buffer | null;
  if (head === null) return Buffer.alloc(0);
  bytes.unshift(head);
  return head;
}

function begins(head: Buffer, magic: readonly number[]): boolean {
  return magic.every((byte, index) => head[index] === byte);
}

function unpacked(bytes: Readable): Readable {
  // An error in either stream ends the iteration over the second.
  return pipeline(bytes, createGunzip(), () => {});
}
