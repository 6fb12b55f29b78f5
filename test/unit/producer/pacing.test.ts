import type { Clock } from '../../../producer/send/clock';
import { Gate } from '../../../producer/send/gate';
import { pacersFor } from '../../../producer/send/pacing';
import type { Trip } from '../../../telemetry/catalogue';
import type { TripDocument } from '../../../telemetry/document';

const NO_LIMIT = { maxPartitions: 0, bufferingIntervalMs: 360_000 };

/** A clock that advances only by sleeping. */
class MadeClock implements Clock {
  time = 0;
  now = () => this.time;
  sleep = async (ms: number) => {
    this.time += ms;
  };
}

function document(pickupAt: string, vendorId = '1'): TripDocument {
  const trip: Trip = { trip_id: 't', pickup_at: pickupAt, vendor_id: vendorId };
  const bytes = Buffer.from(JSON.stringify(trip));
  return { bytes, start: 0, end: bytes.length };
}

/** When each of the trips passes, in milliseconds. */
async function passing(pace: Parameters<typeof pacersFor>[0], documents: readonly TripDocument[]) {
  const clock = new MadeClock();
  const log: string[] = [];
  const gate = new Gate(pacersFor(pace), clock, (line) => log.push(line));
  const times: number[] = [];
  for (const one of documents) {
    await gate.pass(one, new AbortController().signal);
    times.push(clock.time);
  }
  return { times, log };
}

const hours = (count: number) =>
  Array.from({ length: count }, (_, hour) => document(new Date(Date.UTC(2016, 0, 1, hour)).toISOString()));

it('lets trips pass at --rate', async () => {
  const { times } = await passing({ rate: 4, ...NO_LIMIT }, hours(5));
  expect(times).toEqual([0, 250, 500, 750, 1_000]);
});

it('replays by event time, and lets an earlier pickup pass at once', async () => {
  const trips = ['10:00:00', '10:01:00', '10:00:30', '10:02:00'].map((time) => document(`2016-01-01T${time}Z`));
  const { times } = await passing({ speedup: 60, ...NO_LIMIT }, trips);
  expect(times).toEqual([0, 1_000, 1_000, 2_000]);
});

it('limits the partitions opened within any buffering interval', async () => {
  const pace = { maxPartitions: 3, bufferingIntervalMs: 60_000 };
  const { times } = await passing(pace, hours(10));
  for (const [index, time] of times.entries()) {
    const opened = times.slice(0, index + 1).filter((other) => other > time - 60_000);
    expect(opened.length).toBeLessThanOrEqual(3);
  }
  expect(times).toEqual([0, 0, 0, 60_000, 60_000, 60_000, 120_000, 120_000, 120_000, 180_000]);
});

it('logs each wait once, with its length and reason', async () => {
  const { log } = await passing({ maxPartitions: 3, bufferingIntervalMs: 60_000 }, hours(9));
  expect(log).toEqual([
    'waiting 60 s: 3 partitions are open in Firehose, which closes them 60 s after their first trip.',
    'waiting 60 s: 3 partitions are open in Firehose, which closes them 60 s after their first trip.',
  ]);
});

it('lets trips of open partitions pass while others wait', async () => {
  const again = [...hours(3), ...hours(3), ...hours(3)];
  const { times } = await passing({ maxPartitions: 3, bufferingIntervalMs: 60_000 }, again);
  expect(times).toEqual(Array(9).fill(0));
});

it('counts a partition for each vendor', async () => {
  const trips = ['1', '2', '3'].map((vendor) => document('2016-01-01T00:00:00Z', vendor));
  const { times } = await passing({ maxPartitions: 2, bufferingIntervalMs: 60_000 }, trips);
  expect(times).toEqual([0, 0, 60_000]);
});

it('ends a wait when the run is stopped, and the trip has not passed', async () => {
  const stop = new AbortController();
  const clock: Clock = { now: () => 0, sleep: async () => stop.abort() };
  const gate = new Gate(pacersFor({ rate: 1, ...NO_LIMIT }), clock, () => {});
  expect(await gate.pass(document('2016-01-01T00:00:00Z'), stop.signal)).toBe(true);
  expect(await gate.pass(document('2016-01-01T00:00:00Z'), stop.signal)).toBe(false);
});

it('does not catch up with a rate after a stall of the stream', async () => {
  const clock = new MadeClock();
  const gate = new Gate(pacersFor({ rate: 10, ...NO_LIMIT }), clock, () => {});
  const [trip] = hours(1) as [TripDocument];
  gate.tryPass(trip);
  clock.time = 60_000;
  let burst = 0;
  while (gate.tryPass(trip)) burst += 1;
  expect(burst).toBeLessThanOrEqual(11);
});
