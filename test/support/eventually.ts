/** Waits until a condition holds. */
import { setTimeout as sleep } from 'node:timers/promises';

/** What takes seconds on an idle machine has taken a minute on a busy one. */
const PATIENCE_MS = 180_000;

/**
 * Calls the probe every 100 ms until it returns true.
 * @throws Error when it has not returned true within three minutes
 */
export async function eventually(probe: () => boolean | Promise<boolean>): Promise<void> {
  const limit = Date.now() + PATIENCE_MS;
  while (!(await probe())) {
    if (Date.now() > limit) throw new Error(`Still not true after ${PATIENCE_MS / 60_000} minutes: ${probe}`);
    await sleep(100);
  }
}
