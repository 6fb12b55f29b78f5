/** Keeps track of child processes, so that none outlives this one. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const running = new Set<ChildProcess>();
let isEnding = false;

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Tracks a child from its start. */
export function track(child: ChildProcess): ChildProcess {
  running.add(child);
  // A child that could not start emits 'error' alone.
  for (const event of ['close', 'error']) child.once(event, () => running.delete(child));
  return child;
}

/** Kills all children, whatever they are doing. */
export async function endChildren(): Promise<void> {
  isEnding = true;
  const ended = [...running].map((child) => once(child, 'close'));
  for (const child of running) child.kill('SIGKILL');
  await Promise.all(ended);
}

/** True once `endChildren` was called: the end of a child then means nothing. */
export function areEnding(): boolean {
  return isEnding;
}
