/** The processes that this one has started and that still run; none outlives it. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const running = new Set<ChildProcess>();
let isEnding = false;

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Keeps account of a child from its start on. */
export function track(child: ChildProcess): ChildProcess {
  running.add(child);
  // 'error' alone when it could not be started.
  for (const event of ['close', 'error']) child.once(event, () => running.delete(child));
  return child;
}

/** Ends them all at once; for when everything is over, in whatever way. */
export async function endChildren(): Promise<void> {
  isEnding = true;
  const ended = [...running].map((child) => once(child, 'close'));
  for (const child of running) child.kill('SIGKILL');
  await Promise.all(ended);
}

/** True from then on: that a child has ended says nothing any more. */
export function areEnding(): boolean {
  return isEnding;
}
