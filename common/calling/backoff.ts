/** How long to wait before a failed call is made again. */

/** Upper limits of pauses, in milliseconds. */
export interface Pauses {
  /** Longest first pause; it doubles with each failure. */
  readonly firstMs: number;
  /** Longest pause of all. */
  readonly longestMs: number;
}

/**
 * Exponential backoff with full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"):
 * callers that failed together do not come back together.
 * @param failures attempts that have failed so far, at least 1
 * @param random from 0 to 1
 * @returns milliseconds to wait before the next attempt
 */
export function pauseAfter(failures: number, { firstMs, longestMs }: Pauses, random: number): number {
  return random * Math.min(longestMs, firstMs * 2 ** (failures - 1));
}
