/** One open buffer of a delivery stream. */
import { appendFileSync } from 'node:fs';

/**
 * Size of a buffer's tail in memory. 500 tails take at most 32 MiB, however large the files are.
 */
const TAIL_CHARACTERS = 64 * 1024;

export interface BufferOptions {
  /** Number that is unique in its staging folder. */
  readonly number: number;
  /** File for the bytes that do not stay in memory. */
  readonly file: string;
  /** Prefix of the objects that the buffer will become, without their names. */
  readonly prefix: string;
  /** When the first document arrived, in virtual milliseconds. */
  readonly openedAt: number;
  /** `latin1` preserves any bytes. */
  readonly encoding: 'utf8' | 'latin1';
}

/**
 * The documents of one partition since its last delivery: a file on disk and its tail in memory.
 */
export class OpenBuffer {
  private tail: string[] = [];
  private tailLength = 0;
  private counted = 0;
  private size = 0;

  constructor(readonly options: BufferOptions) {}

  /** Number of documents held. */
  get documents(): number {
    return this.counted;
  }

  /** Bytes held, as they arrived. Firehose's buffer size counts them so. */
  get bytes(): number {
    return this.size;
  }

  /**
   * @param text what is written to the staging file.
   * @param bytes size that counts towards the buffer size.
   */
  append(text: string, bytes: number): void {
    this.tail.push(text);
    this.tailLength += text.length;
    this.counted += 1;
    this.size += bytes;
    if (this.tailLength >= TAIL_CHARACTERS) this.spill();
  }

  /**
   * Writes the tail to disk.
   * @returns the path of the complete staging file.
   */
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
