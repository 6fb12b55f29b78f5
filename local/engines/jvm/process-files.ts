/**
 * One file a process under the state folder, as long as it runs, so that a run which was killed outright can be
 * cleaned up after by the next. A process is known by a mark in its command line: its id alone may be another's by then.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandLine } from './process-id';

const FOLDER = 'processes';

export interface ProcessRecord {
  readonly pid: number;
  /** An argument that no other process has. */
  readonly mark: string;
}

export function recordProcess(stateFolder: string, name: string, record: ProcessRecord): void {
  mkdirSync(path.join(stateFolder, FOLDER), { recursive: true });
  writeFileSync(recordFile(stateFolder, name), JSON.stringify(record));
}

export function forgetProcess(stateFolder: string, name: string): void {
  rmSync(recordFile(stateFolder, name), { force: true });
}

/**
 * Ends with SIGKILL every recorded process that still runs. Call it before the state folder is emptied, and only as
 * its holder: it does not ask who started them.
 * @param spare marks of processes to leave
 * @returns the names of those ended
 */
export async function endLeftovers(stateFolder: string, spare: ReadonlySet<string> = new Set()): Promise<string[]> {
  const ended: string[] = [];
  for (const name of names(stateFolder)) {
    const record = readRecord(stateFolder, name);
    if (record && spare.has(record.mark)) continue;
    if (record && isOurs(record)) {
      process.kill(record.pid, 'SIGKILL');
      while (isOurs(record)) await sleep(20);
      ended.push(name);
    }
    forgetProcess(stateFolder, name);
  }
  return ended;
}

function isOurs({ pid, mark }: ProcessRecord): boolean {
  return commandLine(pid).includes(mark);
}

function names(stateFolder: string): string[] {
  try {
    return readdirSync(path.join(stateFolder, FOLDER)).map((file) => path.basename(file, '.json'));
  } catch {
    return [];
  }
}

function readRecord(stateFolder: string, name: string): ProcessRecord | undefined {
  try {
    return JSON.parse(readFileSync(recordFile(stateFolder, name), 'utf8')) as ProcessRecord;
  } catch {
    // Cut short by the death that left it: there is nothing to go by.
    return undefined;
  }
}

/** Of a process that is not started here but is to be cleaned up after as well. */
export function recordFile(stateFolder: string, name: string): string {
  return path.join(stateFolder, FOLDER, `${name}.json`);
}
