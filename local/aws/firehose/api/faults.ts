/**
 * Faults on demand from a seeded generator: the same seed and the same calls give the same faults.
 */
import { checkLatency, checkShare } from '../../aws-json/fault-checks';

/** Which faults occur. Every share is from 0 to 1; an absent one means never. */
export interface FirehoseFaultPlan {
  /** Share of entries, or of PutRecord calls, refused with ServiceUnavailableException. */
  readonly unavailable?: number;
  /**
   * Share of put calls whose connection is reset: half of them before anything is accepted, half
   * after.
   */
  readonly reset?: number;
  /** Milliseconds by which answers to put calls are late. */
  readonly latencyMs?: number;
  /** Seed of the generator. @default 1 */
  readonly seed?: number;
}

export class FirehoseFaults {
  readonly latencyMs: number;
  private readonly unavailable: number;
  private readonly reset: number;
  private state: number;

  /** @throws RangeError for a share outside 0 to 1 or a negative latency. */
  constructor({ unavailable = 0, reset = 0, latencyMs = 0, seed = 1 }: FirehoseFaultPlan = {}) {
    checkShare('unavailable', unavailable);
    checkShare('reset', reset);
    checkLatency(latencyMs);
    this.latencyMs = latencyMs;
    this.unavailable = unavailable;
    this.reset = reset;
    this.state = seed | 0;
  }

  /** Draws whether the next entry is refused. */
  refusesEntry(): boolean {
    return this.unavailable > 0 && this.draw() < this.unavailable;
  }

  /** Draws the fate of the next call's connection. */
  call(): 'reset before' | 'reset after' | undefined {
    if (this.reset === 0) return undefined;
    const drawn = this.draw();
    if (drawn >= this.reset) return undefined;
    return drawn < this.reset / 2 ? 'reset before' : 'reset after';
  }

  /**
   * The next number from 0 to 1: a 32-bit linear congruential sequence (Numerical Recipes) whose
   * high bits are mixed into the low ones.
   */
  private draw(): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) | 0;
    const mixed = Math.imul(this.state ^ (this.state >>> 16), 0x45d9f3b);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  }
}
