/** Time as a run sees it: what it waits for, and how long it may. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<unknown>;
  /** Milliseconds until the run has to stop and tidy up. */
  readonly timeLeft: () => number;
}

/** The run has to end before its work is done; the next one takes it up where it stands. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
}

export interface Patience {
  readonly everyMs: number;
  readonly forMs: number;
}

/**
 * Asks until there is an answer.
 * @returns undefined when there was none in the time given
 * @throws OutOfTime when the run has to end before that
 */
export async function until<T>(
  ask: () => Promise<T | undefined>,
  { now, wait, timeLeft }: Clock,
  { everyMs, forMs }: Patience,
): Promise<T | undefined> {
  const end = now() + forMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined || now() + everyMs > end) return answer;
    if (timeLeft() <= everyMs) throw new OutOfTime('The run has no time left: the next one goes on.');
    await wait(everyMs);
  }
}
