/** Keeps everything up after the audit, so that a person can send more trips and query the lake. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Runtime } from '../aws/runtime';

/** How often to check for new trips. */
const CHECK_EVERY_MS = 1_000;

/**
 * Delivers whatever arrives as soon as it is processed, so that it can be queried without waiting
 * for a buffering interval. It never ends by itself.
 * @param jump false to wait out the intervals
 */
export async function stayUp(runtime: Runtime, jump: boolean): Promise<never> {
  for (let delivered = accepted(runtime); ; ) {
    await sleep(CHECK_EVERY_MS);
    const now = accepted(runtime);
    if (!jump || now === delivered || !runtime.idle()) continue;
    await runtime.drain();
    delivered = now;
  }
}

function accepted({ services: { firehose } }: Runtime): number {
  return firehose.streamNames.reduce((sum, name) => sum + firehose.stream(name).counters.records, 0);
}
