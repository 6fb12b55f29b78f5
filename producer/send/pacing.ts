/** Holds trips back until they may be sent. */
import type { Trip } from '../../telemetry/catalogue';
import { partitionOf } from '../../telemetry/partitions';

/** How fast trips may go. */
export interface Pace {
  /** Trips per second. */
  readonly rate?: number;
  /** Event time per clock time: 60 sends an hour of trips in a minute. */
  readonly speedup?: number;
  /** Lake partitions opened in a buffering interval; 0 for no limit. */
  readonly maxPartitions: number;
  readonly bufferingIntervalMs: number;
}

/** One reason to hold a trip back. */
export interface Pacer {
  /**
   * @returns milliseconds that this trip has to wait, 0 or less for none; the call changes nothing
   */
  delay(trip: Trip, now: number): number;
  /** Notes that the trip has passed. */
  passed(trip: Trip, now: number): void;
  /** Why trips wait, in words. */
  readonly reason: string;
}

/** @returns the pacers for a pace; none for full speed */
export function pacersFor({ rate, speedup, maxPartitions, bufferingIntervalMs }: Pace): readonly Pacer[] {
  return [
    ...(rate === undefined ? [] : [new RatePacer(rate)]),
    ...(speedup === undefined ? [] : [new EventTimePacer(speedup)]),
    ...(maxPartitions === 0 ? [] : [new PartitionPacer(maxPartitions, bufferingIntervalMs)]),
  ];
}

/** Milliseconds of backlog that are caught up at most: a rate is a ceiling, not an average. */
const LONGEST_BACKLOG_MS = 1_000;

/** Limits the trips per second. */
export class RatePacer implements Pacer {
  readonly reason: string;
  private due: number | undefined;

  constructor(private readonly perSecond: number) {
    this.reason = `--rate ${perSecond} trips/s`;
  }

  delay(_trip: Trip, now: number): number {
    return (this.due ?? now) - now;
  }

  passed(_trip: Trip, now: number): void {
    this.due = Math.max(this.due ?? now, now - LONGEST_BACKLOG_MS) + 1000 / this.perSecond;
  }
}

/**
 * Replays trips as they happened, only faster. A pickup earlier than one already sent does not
 * wait.
 */
export class EventTimePacer implements Pacer {
  readonly reason: string;
  private origin: { readonly event: number; readonly clock: number } | undefined;

  constructor(private readonly speedup: number) {
    this.reason = `--speedup ${speedup}: the next pickup is yet to come`;
  }

  delay(trip: Trip, now: number): number {
    if (!this.origin) return 0;
    const elapsed = (Date.parse(trip.pickup_at) - this.origin.event) / this.speedup;
    return this.origin.clock + elapsed - now;
  }

  passed(trip: Trip, now: number): void {
    this.origin ??= { event: Date.parse(trip.pickup_at), clock: now };
  }
}

/**
 * Limits the lake partitions that are opened within Firehose's buffering interval. Firehose keeps a
 * partition open for that long after its first trip. Trips that need more than 500 open partitions,
 * an AWS quota, end under the error prefix.
 */
export class PartitionPacer implements Pacer {
  readonly reason: string;
  /** When each partition was opened, the oldest first. */
  private readonly open = new Map<string, number>();

  constructor(
    private readonly limit: number,
    private readonly intervalMs: number,
  ) {
    this.reason = `${limit} partitions are open in Firehose, which closes them ${intervalMs / 1000} s after their first trip`;
  }

  delay(trip: Trip, now: number): number {
    this.close(now);
    if (this.open.size < this.limit || this.open.has(partitionOf(trip))) return 0;
    const [oldest = now] = this.open.values();
    return oldest + this.intervalMs - now;
  }

  passed(trip: Trip, now: number): void {
    const partition = partitionOf(trip);
    if (!this.open.has(partition)) this.open.set(partition, now);
  }

  private close(now: number): void {
    for (const [partition, openedAt] of this.open) {
      if (openedAt + this.intervalMs > now) return;
      this.open.delete(partition);
    }
  }
}
