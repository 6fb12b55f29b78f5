/** The open buffers of a delivery stream. */
import path from 'node:path';
import { OpenBuffer } from './open-buffer';

export interface BufferSetOptions {
  /** Buffering interval in milliseconds. */
  readonly intervalMs: number;
  /** Absolute path that, with the buffer's number, names the staging files. */
  readonly stagingFolder: string;
  readonly encoding: 'utf8' | 'latin1';
}

/** The open buffers of one stream by partition, in the order of opening. */
export class BufferSet {
  private readonly open = new Map<string, OpenBuffer>();
  private nextNumber = 0;

  constructor(private readonly options: BufferSetOptions) {}

  get size(): number {
    return this.open.size;
  }

  /** Bytes held by all buffers, as they arrived. */
  get bytes(): number {
    let sum = 0;
    for (const buffer of this.open.values()) sum += buffer.bytes;
    return sum;
  }

  get(partition: string): OpenBuffer | undefined {
    return this.open.get(partition);
  }

  /**
   * @param prefix prefix of the objects that the buffer will become.
   * @param openedAt virtual milliseconds.
   */
  add(partition: string, prefix: string, openedAt: number): OpenBuffer {
    const { stagingFolder, encoding } = this.options;
    const number = this.nextNumber++;
    const buffer = new OpenBuffer({
      number,
      file: path.join(stagingFolder, String(number)),
      prefix,
      openedAt,
      encoding,
    });
    this.open.set(partition, buffer);
    return buffer;
  }

  /**
   * When the youngest buffer's interval ends, in virtual milliseconds. `undefined` when none is
   * open.
   */
  get lastDeadline(): number | undefined {
    const openings = [...this.open.values()].map(({ options }) => options.openedAt);
    return openings.length === 0 ? undefined : Math.max(...openings) + this.options.intervalMs;
  }

  /** Closes the buffer of one partition. */
  take(partition: string): readonly OpenBuffer[] {
    const buffer = this.open.get(partition);
    this.open.delete(partition);
    return buffer ? [buffer] : [];
  }

  /**
   * Closes the buffers whose interval has ended.
   * @param now virtual milliseconds; infinity closes all.
   */
  takeDue(now: number): readonly OpenBuffer[] {
    const due = [...this.open].filter(([, { options }]) => options.openedAt + this.options.intervalMs <= now);
    return due.flatMap(([partition]) => this.take(partition));
  }
}
