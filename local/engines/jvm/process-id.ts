/** Looks up processes by their id. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

export function isRunning(pid: number): boolean {
  try {
    // Signal 0 only checks that the process exists (kill(2)).
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/**
 * Reads the command line of a process.
 * @returns the arguments, separated by spaces; empty if the process has ended
 */
export function readCommandLine(pid: number): string {
  if (!existsSync('/proc/self/cmdline'))
    return spawnSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
