/** The clock, passed as a parameter so that tests can set the time. */
import { setTimeout as wait } from 'node:timers/promises';

export interface Clock {
  /** Milliseconds; only differences are meaningful. */
  now(): number;
  /** Resolves after `ms` milliseconds, or as soon as `wake` is aborted. */
  sleep(ms: number, wake: AbortSignal): Promise<void>;
}

/** setTimeout takes 31 bits. Callers that sleep longer look at the clock again. */
const LONGEST_SLEEP = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: async (ms, signal) => {
    try {
      await wait(Math.min(ms, LONGEST_SLEEP), undefined, { signal });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  },
};
