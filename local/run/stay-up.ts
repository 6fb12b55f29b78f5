/** Keeps everything up after the audit, so that a person can send more trips and ask the lake. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Runtime } from '../aws/runtime';

/** How often to look whether something new has come to rest. */
const LOOK_MS = 1_000;

/**
 * Delivers whatever arrives once it has come to rest, so that it can be asked for at once: on one machine nobody waits
 * for a buffering interval. Never ends by itself.
 */
export async function stayUp(runtime: Runtime, jump: boolean): Promise<never> {
  for (let delivered = accepted(runtime); ; ) {
    await sleep(LOOK_MS);
    const now = accepted(runtime);
    if (!jump || now === delivered || !runtime.idle()) continue;
    await runtime.drain();
    delivered = now;
  }
}

function accepted({ services: { firehose } }: Runtime): number {
  return firehose.streamNames.reduce((sum, name) => sum + firehose.stream(name).counters.records, 0);
}
