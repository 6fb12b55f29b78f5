/**
 * Keeps a file per running process under the state folder. If a run is killed, the next run reads
 * these files and ends what is left. A mark in the command line identifies a process, as another
 * process may have its id by then.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readCommandLine } from './process-id';

const FOLDER = 'processes';

export interface ProcessRecord {
  readonly pid: number;
  /** Argument that no other process has. */
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
 * Kills every recorded process that still runs, whoever started it. Call it before the state folder
 * is emptied, and only while holding that folder.
 * @param spare marks of processes to leave alone
 * @returns the names of the killed processes
 */
export async function endLeftovers(stateFolder: string, spare: ReadonlySet<string> = new Set()): Promise<string[]> {
  const ended: string[] = [];
  for (const name of listNames(stateFolder)) {
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
  return readCommandLine(pid).includes(mark);
}

function listNames(stateFolder: string): string[] {
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
    // Its writer died while writing it, so the process cannot be identified.
    return undefined;
  }
}

/** Path of a process's file. Exported for processes that are not started here but end alike. */
export function recordFile(stateFolder: string, name: string): string {
  return path.join(stateFolder, FOLDER, `${name}.json`);
}
