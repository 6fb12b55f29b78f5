import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const TAIL_BYTES = 8192;

/** The last lines of a log, out of its last 8 KiB; stack frames left out, for they push out what matters. */
export function tailOf(file: string, lines = 15): string {
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
    const said = buffer
      .toString('utf8')
      .split('\n')
      .filter((line) => line.trim() !== '' && !/^\s+(?:at |\.\.\. \d+ more)/.test(line));
    return said.slice(-lines).join('\n');
  } finally {
    closeSync(descriptor);
  }
}
