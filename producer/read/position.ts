/** How far a file was sent, kept so that a run which was stopped or killed can continue. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Identity, type Input, InputError } from './input';

/** The content of a position file. */
export interface Position extends Identity {
  readonly path: string;
  /** Every row up to this line, counted from 1, is acknowledged, rejected or kept as a dead letter. */
  readonly line: number;
  /** True when that was the last. */
  readonly finished: boolean;
}

/** Writes a position so that a reader finds the old one or the new one, never half of one. */
export function savePosition(file: string, position: Position): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(position, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

/**
 * Where to continue; undefined where nothing was kept.
 * @throws InputError if the input is not the one that the position is of
 */
export function loadPosition(file: string, { name, identity }: Input): Position | undefined {
  if (identity === undefined)
    throw new InputError(`--resume needs files: ${name} cannot be read again from where it stopped.`);
  const position = read(file);
  if (position && (position.size !== identity.size || position.head_sha256 !== identity.head_sha256))
    throw new InputError(
      `${name} has changed since ${file} was kept (${position.size} bytes then, ${identity.size} now). Put the old file back, or run without --resume to send all of it.`,
    );
  return position;
}

function read(file: string): Position | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Position;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new InputError(`${file} is no position: ${(error as Error).message}. Remove it to send the whole file.`);
  }
}
