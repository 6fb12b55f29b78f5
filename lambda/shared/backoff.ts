/** How long the first pause may be, and any later one, in milliseconds. */
export interface Pauses {
  readonly firstMs: number;
  readonly longestMs: number;
}

/**
 * Exponential backoff with full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter").
 * @param failures attempts that have failed so far, at least 1
 * @param random from 0 to 1
 * @returns milliseconds to wait before the next attempt
 */
export function pauseAfter(failures: number, { firstMs, longestMs }: Pauses, random: number): number {
  return random * Math.min(longestMs, firstMs * 2 ** (failures - 1));
}
