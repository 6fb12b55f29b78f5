/**
 * Time for everything that buffers on one machine: real time plus the jumps taken so far.
 * A run need not wait out a buffering interval that nothing more can fill; it jumps to the interval's end and counts it.
 */
export class VirtualClock {
  private skipped = 0;
  private taken = 0;

  /** Milliseconds since 1970, never earlier than real time. */
  now(): number {
    return Date.now() + this.skipped;
  }

  /** Moves on to `instant` (milliseconds since 1970); an instant already past changes nothing. */
  jumpTo(instant: number): void {
    const ahead = instant - this.now();
    if (ahead <= 0) return;
    this.skipped += ahead;
    this.taken += 1;
  }

  /** How often the clock jumped. */
  get jumps(): number {
    return this.taken;
  }

  /** Milliseconds that were not waited for. */
  get skippedMs(): number {
    return this.skipped;
  }
}
