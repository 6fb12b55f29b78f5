/** How many a second over the last few seconds, for counts that only grow. */

/** Long enough to bridge the two seconds between Flink's totals, short enough to fall to 0 soon after the last trip. */
const WINDOW_MS = 5_000;

interface Reading {
  readonly at: number;
  readonly counts: ReadonlyMap<string, number>;
}

export class Rates {
  private readings: Reading[] = [];

  /** Takes what the counts are at an instant, in milliseconds. */
  add(at: number, counts: ReadonlyMap<string, number>): void {
    this.readings.push({ at, counts });
    // One reading older than the window stays: the window lies between it and the newest.
    const oldest = this.readings.findLastIndex((reading) => reading.at <= at - WINDOW_MS);
    if (oldest > 0) this.readings = this.readings.slice(oldest);
  }

  /** 0 before there are two readings; a count that was begun anew has no rate until the window has passed. */
  perSecond(id: string): number {
    const [first, last] = [this.readings[0], this.readings.at(-1)];
    if (!first || !last || first === last) return 0;
    const grown = (last.counts.get(id) ?? 0) - (first.counts.get(id) ?? 0);
    return Math.max(0, (grown * 1000) / (last.at - first.at));
  }
}
