/** Runs a board in a temporary folder, for `npm run screenshots` and `npm run bench:board`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Shutdown, withShutdown } from '../run/shutdown';
import { Board } from './board';

/** What the work is given. All of it is gone when the work is done. */
export interface Watched {
  readonly board: Board;
  /** An empty folder. */
  readonly folder: string;
  readonly shutdown: Shutdown;
}

/**
 * Starts a board, does the work, and removes everything again.
 * @param purpose part of the folder's name
 * @param files names that the board shows
 */
export function withBoard<T>(
  purpose: string,
  files: readonly string[],
  work: (watched: Watched) => Promise<T>,
): Promise<T> {
  return withShutdown(async (shutdown) => {
    const folder = mkdtempSync(path.join(tmpdir(), `tripstream-${purpose}-`));
    shutdown.add(() => rmSync(folder, { recursive: true, force: true }));
    const board = await Board.start({ stage: 'dev', files });
    shutdown.add(() => board.stop());
    return work({ board, folder, shutdown });
  });
}
