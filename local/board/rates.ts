/** Rates per second over the last few seconds, for counts that only grow. */

/**
 * Long enough to bridge the 2 s between Flink's totals, short enough to fall to 0 soon after the
 * last trip.
 */
const WINDOW_MS = 5_000;

interface Reading {
  readonly at: number;
  readonly counts: ReadonlyMap<string, number>;
}

export class Rates {
  private readings: Reading[] = [];

  /**
   * Adds a reading.
   * @param at milliseconds since 1970
   * @param counts by id
   */
  add(at: number, counts: ReadonlyMap<string, number>): void {
    this.readings.push({ at, counts });
    // One reading older than the window is kept, so that the readings span the whole window.
    const oldest = this.readings.findLastIndex((reading) => reading.at <= at - WINDOW_MS);
    if (oldest > 0) this.readings = this.readings.slice(oldest);
  }

  /**
   * @returns 0 until there are two readings, and for as long as the window lasts after a count has
   * started again from 0
   */
  perSecond(id: string): number {
    const [first, last] = [this.readings[0], this.readings.at(-1)];
    if (!first || !last || first === last) return 0;
    const grown = (last.counts.get(id) ?? 0) - (first.counts.get(id) ?? 0);
    return Math.max(0, (grown * 1000) / (last.at - first.at));
  }
}
