/**
 * The virtual clock for everything that buffers on one machine: real time plus the jumps so far. A
 * run does not wait for a buffering interval that nothing more can fill. It jumps to its end and
 * counts the jump.
 */
export class VirtualClock {
  private skipped = 0;
  private taken = 0;

  /** Milliseconds since 1970, never earlier than real time. */
  now(): number {
    return Date.now() + this.skipped;
  }

  /** Jumps to `instant` (milliseconds since 1970). A past instant changes nothing. */
  jumpTo(instant: number): void {
    const ahead = instant - this.now();
    if (ahead <= 0) return;
    this.skipped += ahead;
    this.taken += 1;
  }

  /** Number of jumps. */
  get jumps(): number {
    return this.taken;
  }

  /** Milliseconds skipped by jumps. */
  get skippedMs(): number {
    return this.skipped;
  }
}
