/** Time, given to what needs it, so that tests can set it. */
import { setTimeout as wait } from 'node:timers/promises';

export interface Clock {
  /** Milliseconds; only differences mean something. */
  now(): number;
  /** Resolves after so many milliseconds, or as soon as `wake` is aborted. */
  sleep(ms: number, wake: AbortSignal): Promise<void>;
}

/** setTimeout takes 31 bits; who sleeps longer looks at the clock again. */
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
