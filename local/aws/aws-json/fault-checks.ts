/** Checks for the fault plans that services accept. */

/** @throws RangeError for a share outside 0 to 1. */
export function checkShare(name: string, value: number): void {
  if (!(value >= 0 && value <= 1)) throw new RangeError(`faults.${name} is ${value}: give a share from 0 to 1`);
}

/** @throws RangeError for a negative latency. */
export function checkLatency(milliseconds: number): void {
  if (milliseconds >= 0) return;
  throw new RangeError(`faults.latencyMs is ${milliseconds}: give milliseconds, 0 or more`);
}
