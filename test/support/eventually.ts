import { setTimeout as sleep } from 'node:timers/promises';

/** For what takes seconds on a quiet machine; a minute was seen on a loaded one. */
const PATIENCE_MS = 180_000;

/** Resolves when it is so. @throws Error when it is not so in three minutes */
export async function eventually(probe: () => boolean | Promise<boolean>): Promise<void> {
  const limit = Date.now() + PATIENCE_MS;
  while (!(await probe())) {
    if (Date.now() > limit) throw new Error(`Not so after ${PATIENCE_MS / 60_000} minutes: ${probe}`);
    await sleep(100);
  }
}
