/** Asking the machine about processes by their id. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

export function isRunning(pid: number): boolean {
  try {
    // Signal 0 asks whether the process is there (kill(2)).
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** The command line of a process, its arguments separated by spaces; empty for one that is gone or ended. */
export function commandLine(pid: number): string {
  if (!existsSync('/proc/self/cmdline'))
    return spawnSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
