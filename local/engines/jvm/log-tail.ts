/** Reads the end of a log, for error messages. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const TAIL_BYTES = 8192;

/**
 * Reads the last lines of a log, from its last 8 KiB. Leaves out stack frames, which would push out
 * what matters.
 */
export function readTail(file: string, lines = 15): string {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch {
    return '(no log)';
  }
  try {
    const { size } = fstatSync(descriptor);
    const buffer = Buffer.alloc(Math.min(size, TAIL_BYTES));
    readSync(descriptor, buffer, 0, buffer.length, size - buffer.length);
    const kept = buffer
      .toString('utf8')
      .split('\n')
      .filter((line) => line.trim() !== '' && !/^\s+(?:at |\.\.\. \d+ more)/.test(line));
    return kept.slice(-lines).join('\n');
  } finally {
    closeSync(descriptor);
  }
}
