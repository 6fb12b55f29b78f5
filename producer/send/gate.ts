/** Lets trips pass when every pacer allows it, and logs the reason for a long wait. */
import type { Trip } from '../../telemetry/catalogue';
import { type TripDocument, tripOf } from '../../telemetry/document';
import type { Clock } from './clock';
import type { Pacer } from './pacing';

/** Milliseconds of a wait that is logged; shorter ones are the pace itself. */
const LOGGED_WAIT_MS = 5_000;

export class Gate {
  constructor(
    private readonly pacers: readonly Pacer[],
    private readonly clock: Clock,
    private readonly log: (line: string) => void,
  ) {}

  /** Lets the trip pass if it may go now. Most trips may, and need no promise. */
  tryPass(document: TripDocument): boolean {
    if (this.pacers.length === 0) return true;
    return this.tryTrip(tripOf(document));
  }

  private tryTrip(trip: Trip): boolean {
    const now = this.clock.now();
    if (this.pacers.some((pacer) => pacer.delay(trip, now) > 0)) return false;
    for (const pacer of this.pacers) pacer.passed(trip, now);
    return true;
  }

  /** @returns true once the trip has passed, false if `stop` is aborted before */
  async pass(document: TripDocument, stop: AbortSignal): Promise<boolean> {
    const trip = tripOf(document);
    let loggedUntil = Number.NEGATIVE_INFINITY;
    while (!this.tryTrip(trip)) {
      if (stop.aborted) return false;
      const now = this.clock.now();
      const { delay, reason } = this.slowest(trip, now);
      if (delay >= LOGGED_WAIT_MS && now >= loggedUntil) {
        this.log(`waiting ${Math.ceil(delay / 1000)} s: ${reason}.`);
        loggedUntil = now + delay;
      }
      await this.clock.sleep(delay, stop);
    }
    return true;
  }

  private slowest(trip: Trip, now: number): { readonly delay: number; readonly reason: string } {
    const waits = this.pacers.map((pacer) => ({ delay: pacer.delay(trip, now), reason: pacer.reason }));
    return waits.reduce((slowest, wait) => (wait.delay > slowest.delay ? wait : slowest));
  }
}
