/** Token buckets and the limits of a shard. */
import { shardLimits, TokenBucket } from '../../../../../local/aws/kinesis/shard/limits';
import { ManualClock } from './support';

const MIB = 1024 * 1024;

describe('a token bucket', () => {
  it('holds one second of its rate and no more', () => {
    const clock = new ManualClock();
    const bucket = new TokenBucket(5, clock);
    clock.advance(60_000);
    expect([bucket.has(5), bucket.has(6)]).toEqual([true, false]);
  });

  it('fills with time', () => {
    const clock = new ManualClock();
    const bucket = new TokenBucket(1000, clock);
    bucket.take(1000);
    expect(bucket.has(1)).toBe(false);
    clock.advance(10);
    expect([bucket.has(10), bucket.has(11)]).toEqual([true, false]);
  });

  it('loses nothing when the clock is set back', () => {
    const clock = new ManualClock();
    const bucket = new TokenBucket(5, clock);
    clock.advance(-60_000);
    expect(bucket.has(5)).toBe(true);
  });
});

describe("a shard's limits", () => {
  it('accept 1,000 records a second', () => {
    const limits = shardLimits(new ManualClock());
    const taken = Array.from({ length: 1001 }, () => limits.write(10));
    expect(taken.indexOf(false)).toBe(1000);
  });

  it('accept 1 MiB a second, in one record or many', () => {
    const clock = new ManualClock();
    const limits = shardLimits(clock);
    expect([limits.write(MIB), limits.write(1)]).toEqual([true, false]);
    clock.advance(500);
    expect([limits.write(MIB / 2 + 1), limits.write(MIB / 2)]).toEqual([false, true]);
  });

  it('charge nothing for a record that is refused for its size', () => {
    const limits = shardLimits(new ManualClock());
    for (let attempt = 0; attempt < 2000; attempt += 1) limits.write(MIB + 1);
    expect(limits.write(MIB)).toBe(true);
  });

  it('allow 5 reads a second over all consumers', () => {
    const clock = new ManualClock();
    const limits = shardLimits(clock);
    expect(Array.from({ length: 6 }, () => limits.read())).toEqual([true, true, true, true, true, false]);
    clock.advance(200);
    expect([limits.read(), limits.read()]).toEqual([true, false]);
  });

  it('refuse reads until a read of 10 MiB is paid for', () => {
    const clock = new ManualClock();
    const limits = shardLimits(clock);
    limits.read();
    limits.returned(10 * MIB);
    clock.advance(4000);
    expect(limits.read()).toBe(false);
    clock.advance(1);
    expect(limits.read()).toBe(true);
  });
});
