/** Reads a file of trips without the producer's code, so that the audit can check the producer. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { type Row, RowReader } from '../../../telemetry/csv/row-reader';

/** Reads the rows of a CSV file, plain or gzip. */
export async function* rowsOf(file: string): AsyncGenerator<Row> {
  const bytes = createReadStream(file, { highWaterMark: 1024 * 1024 });
  const text = (await isGzip(file)) ? bytes.pipe(createGunzip()) : bytes;
  const reader = new RowReader();
  for await (const chunk of text.setEncoding('utf8')) yield* reader.push(chunk as string);
  yield* reader.finish();
}

/** Checks the magic bytes (RFC 1952 §2.3.1), as a file's name may mislead. */
async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}
