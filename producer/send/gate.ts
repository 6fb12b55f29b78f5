/** Lets trips pass when every pacer does, and says why where they wait for long. */
import type { Trip } from '../../telemetry/catalogue';
import { type TripDocument, tripOf } from '../../telemetry/document';
import type { Clock } from './clock';
import type { Pacer } from './pacing';

/** Shorter waits are the pace itself and not worth a line, in milliseconds. */
const WORTH_SAYING_MS = 5_000;

export class Gate {
  constructor(
    private readonly pacers: readonly Pacer[],
    private readonly clock: Clock,
    private readonly log: (line: string) => void,
  ) {}

  /** True where the trip may go now, and then counts as gone: most need no promise. */
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

  /** Waits until the trip has passed, or until `stop` is aborted: then false. */
  async pass(document: TripDocument, stop: AbortSignal): Promise<boolean> {
    const trip = tripOf(document);
    let saidUntil = Number.NEGATIVE_INFINITY;
    while (!this.tryTrip(trip)) {
      if (stop.aborted) return false;
      const now = this.clock.now();
      const { delay, reason } = this.slowest(trip, now);
      if (delay >= WORTH_SAYING_MS && now >= saidUntil) {
        this.log(`waiting ${Math.ceil(delay / 1000)} s: ${reason}.`);
        saidUntil = now + delay;
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
