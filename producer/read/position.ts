/** Saves how far a file is settled, so a stopped or killed run can be resumed. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Identity, type Input, InputError } from './input';

/** The content of a position file. */
export interface Position extends Identity {
  readonly path: string;
  /**
   * Every row up to this line, counted from 1, is settled: acknowledged, rejected or a dead letter.
   */
  readonly line: number;
  /** True if that line was the last. */
  readonly finished: boolean;
}

/** Replaces the position atomically: a reader finds the old one or the new one. */
export function savePosition(file: string, position: Position): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(position, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

/**
 * @returns the position to resume from; undefined if none was saved
 * @throws InputError if the input has changed since the position was saved
 */
export function loadPosition(file: string, { name, identity }: Input): Position | undefined {
  if (identity === undefined)
    throw new InputError(`--resume needs files: ${name} cannot be read again from where it stopped.`);
  const position = read(file);
  if (position && (position.size !== identity.size || position.head_sha256 !== identity.head_sha256))
    throw new InputError(
      `${name} has changed since ${file} was saved (${position.size} bytes then, ${identity.size} now). Put the old file back, or run without --resume to send all of it.`,
    );
  return position;
}

function read(file: string): Position | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Position;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new InputError(
      `${file} is not a position file: ${(error as Error).message}. Remove it to send the whole file.`,
    );
  }
}
