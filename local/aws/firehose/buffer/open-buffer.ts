import { appendFileSync } from 'node:fs';

/** A buffer's tail in memory: 500 of them take 32 MiB at most, however large the file that streams through. */
const TAIL_CHARACTERS = 64 * 1024;

export interface BufferOptions {
  /** Unique among the buffers of one staging folder. */
  readonly number: number;
  /** Where what does not stay in memory is kept. */
  readonly file: string;
  /** Prefix of the objects to be, without the object's name. */
  readonly prefix: string;
  /** Arrival of the first document, in virtual milliseconds. */
  readonly openedAt: number;
  /** `latin1` carries any bytes one to one. */
  readonly encoding: 'utf8' | 'latin1';
}

/** What one partition has gathered since it was last delivered: a file on disk and its tail in memory. */
export class OpenBuffer {
  private tail: string[] = [];
  private tailLength = 0;
  private counted = 0;
  private size = 0;

  constructor(readonly options: BufferOptions) {}

  /** Documents held. */
  get documents(): number {
    return this.counted;
  }

  /** Bytes held, as they arrived: what Firehose's buffer size counts. */
  get bytes(): number {
    return this.size;
  }

  /** @param text what the staging file gets. @param bytes what it counts for. */
  append(text: string, bytes: number): void {
    this.tail.push(text);
    this.tailLength += text.length;
    this.counted += 1;
    this.size += bytes;
    if (this.tailLength >= TAIL_CHARACTERS) this.spill();
  }

  /** Brings the tail to disk. @returns the staging file, now whole. */
  complete(): string {
    this.spill();
    return this.options.file;
  }

  private spill(): void {
    appendFileSync(this.options.file, this.tail.join(''), this.options.encoding);
    this.tail = [];
    this.tailLength = 0;
  }
}
