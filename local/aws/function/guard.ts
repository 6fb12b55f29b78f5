/**
 * Ends a process group when this process dies, whatever it dies of and whatever the group is doing.
 */
import { spawn } from 'node:child_process';

/** Waits for a line; the end of its input without one means that this process is gone. */
const SCRIPT = 'read -r released || kill -s KILL -- "-$0"';

/**
 * A shell costs 1 MB and is asleep. A process that is busy in a loop could not notice the death of
 * its parent itself.
 * @param group id of a process group, which is the id of its leader.
 * @returns releases the group; call it once the group has ended, because its id may then belong to
 *   another.
 */
export function guardGroup(group: number): () => void {
  const shell = spawn('/bin/sh', ['-c', SCRIPT, String(group)], {
    // A session of its own, which Ctrl-C in the terminal does not reach.
    detached: true,
    env: {},
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Without a shell or after its end there is nothing to release.
  shell.on('error', () => {});
  shell.stdin.on('error', () => {});
  shell.unref();
  return () => void shell.stdin.end('\n');
}
