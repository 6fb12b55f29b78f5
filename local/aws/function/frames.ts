/**
 * Reads the messages that `runtime.cjs` writes: the number of bytes in 4 bytes, then the message as
 * V8 serialises it.
 */
import { deserialize } from 'node:v8';

const HEADER_BYTES = 4;

export class FrameReader {
  private chunks: Buffer[] = [];
  private bytes = 0;

  constructor(private readonly onMessage: (message: unknown) => void) {}

  push(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.bytes += chunk.length;
    for (let frame = this.nextFrame(); frame; frame = this.nextFrame()) this.onMessage(deserialize(frame));
  }

  private nextFrame(): Buffer | undefined {
    if (this.bytes < HEADER_BYTES) return undefined;
    if ((this.chunks[0]?.length ?? 0) < HEADER_BYTES) this.join();
    const end = HEADER_BYTES + (this.chunks[0]?.readUInt32BE() ?? 0);
    if (this.bytes < end) return undefined;
    const all = this.join();
    this.chunks = [all.subarray(end)];
    this.bytes -= end;
    return all.subarray(HEADER_BYTES, end);
  }

  private join(): Buffer {
    const all = this.chunks.length === 1 && this.chunks[0] ? this.chunks[0] : Buffer.concat(this.chunks);
    this.chunks = [all];
    return all;
  }
}
