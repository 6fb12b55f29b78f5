/** The folder with all that a run leaves behind: buckets, the producer's files, the template. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../../common/cli/errors';
import { endLeftovers } from '../engines/jvm/process-files';
import { isRunning } from '../engines/jvm/process-id';

export const STATE_FOLDER = path.resolve(__dirname, '../..', '.tripstream');

/** Folders and files in the state folder. All others are buckets, by name. */
export const IN_STATE = {
  /** The cloud assembly that is run. */
  assembly: 'cdk.out',
  /** The producer's rejects, dead letters and positions. */
  producer: 'producer',
  /** The template's wiring, for `npm run query`. */
  wiring: 'wiring.json',
  lock: 'run.pid',
  /** Marks a folder as one that may be emptied. */
  marker: 'EMPTIED-AT-EACH-START.txt',
} as const;

/** The state folder cannot be used. The message says what to do. */
export class StateError extends UserError {
  override readonly name = 'StateError';
}

/**
 * Prepares the state folder and locks it for this process.
 * @param keep keep its content; otherwise the folder is emptied
 * @throws StateError if another run uses it, or if it holds files that no run left there
 */
export async function takeState(folder: string, keep: boolean): Promise<void> {
  const holder = await holderOf(folder);
  if (holder !== undefined)
    throw new StateError(
      `${folder} is in use by another run (process ${holder}). Stop that run, or wait for it to end.`,
    );
  await refuseForeign(folder);
  // The folder holds the process ids of engines that must be ended before it is emptied.
  await endLeftovers(folder);
  if (!keep) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(
    path.join(folder, IN_STATE.marker),
    'npm start keeps its state here, and empties this folder without --keep.\n',
  );
  await writeFile(path.join(folder, IN_STATE.lock), String(process.pid));
}

/** Unlocks the state folder. Its content stays. */
export async function releaseState(folder: string): Promise<void> {
  await rm(path.join(folder, IN_STATE.lock), { force: true });
}

/** A folder given by mistake must not be emptied. */
async function refuseForeign(folder: string): Promise<void> {
  const names: readonly string[] = await readdir(folder).catch(() => []);
  if (names.length === 0 || names.includes(IN_STATE.marker)) return;
  throw new StateError(
    `${folder} holds files that no run left there, and a run would delete them. Give --state another folder.`,
  );
}

async function holderOf(folder: string): Promise<number | undefined> {
  const text = await readFile(path.join(folder, IN_STATE.lock), 'utf8').catch(() => undefined);
  const pid = Number(text);
  return text !== undefined && pid !== process.pid && isRunning(pid) ? pid : undefined;
}
