/** Times the steps of a round and prints the result of each. */

/**
 * Runs a step.
 * @param tell puts the result into words
 */
export type Step = <T>(what: string, work: () => Promise<T>, tell: (result: T) => string) => Promise<T>;

/** @param say prints a line */
export function steps(say: (line: string) => void): Step {
  return async (what, work, tell) => {
    const begun = Date.now();
    const result = await work();
    const seconds = ((Date.now() - begun) / 1000).toFixed(1);
    say(`  ${what.padEnd(14)}${seconds.padStart(6)} s  ${tell(result)}`);
    return result;
  };
}
