/** A stream: order, limits, retention and consumers. */
import { MemoryBound } from '../../../../../local/aws/kinesis/shard/memory-bound';
import type { StoredRecord } from '../../../../../local/aws/kinesis/shard/record';
import type { Shard } from '../../../../../local/aws/kinesis/shard/shard';
import { KinesisStream } from '../../../../../local/aws/kinesis/stream/stream';
import { bytes, ManualClock, wiring } from './support';

const HOUR = 3_600_000;

/**
 * Makes a stream of one shard.
 * @param room records of 1,000 bytes that fit, including their overhead
 * @param limits whether the shard enforces its rates
 */
function make({ room = 1000, limits = false } = {}) {
  const clock = new ManualClock();
  const memory = new MemoryBound(room * 1451);
  const stream = new KinesisStream(wiring('trips', { shardCount: 1 }), { clock, memory, limits });
  const shard = stream.shards[0] as Shard;
  const put = (count = 1) =>
    Array.from({ length: count }, () => stream.put({ partitionKey: 'k', data: Buffer.alloc(1000) }));
  return { clock, memory, stream, shard, put };
}

function read(shard: Shard, after?: string, limit = 10_000) {
  const batch = shard.read(after, limit);
  if (batch === 'throttled') throw new Error('throttled');
  return batch;
}

const numbers = (records: readonly StoredRecord[]) => records.map((record) => Number(record.sequenceNumber.slice(-6)));

describe("a shard's reader", () => {
  it('returns what was put, beginning with the oldest', () => {
    const { stream, shard, clock } = make();
    stream.put({ partitionKey: 'a', data: bytes('one') });
    stream.put({ partitionKey: 'b', data: bytes('two') });
    expect(read(shard).records).toEqual([
      { sequenceNumber: expect.any(String), partitionKey: 'a', data: bytes('one'), arrivedAt: clock.now() },
      { sequenceNumber: expect.any(String), partitionKey: 'b', data: bytes('two'), arrivedAt: clock.now() },
    ]);
  });

  it('continues after a sequence number', () => {
    const { shard, put } = make();
    put(5);
    const first = read(shard, undefined, 2).records;
    expect(numbers(read(shard, first.at(-1)?.sequenceNumber).records)).toEqual([3, 4, 5]);
  });

  it('is behind by the age of the next unread record, and by 0 only at the tip', () => {
    const { shard, put, clock } = make();
    put(2);
    expect(read(shard, undefined, 1).behindMs).toBe(1);
    clock.advance(700);
    expect(read(shard, undefined, 1).behindMs).toBe(700);
    expect(read(shard).behindMs).toBe(0);
  });

  it('returns at most 10 MiB in one read', () => {
    const { stream, shard } = make({ room: 100_000 });
    for (let count = 0; count < 12; count += 1) stream.put({ partitionKey: 'k', data: Buffer.alloc(1024 * 1024 - 1) });
    expect(read(shard).records).toHaveLength(10);
  });

  it('knows the newest record', () => {
    const { shard, put } = make();
    expect(shard.newest).toBeUndefined();
    put(3);
    expect(shard.newest).toBe(read(shard).records.at(-1)?.sequenceNumber);
  });

  it('is throttled after five reads in a second', () => {
    const { shard, clock } = make({ limits: true });
    const outcomes = Array.from({ length: 6 }, () => shard.read(undefined, 10));
    expect(outcomes.indexOf('throttled')).toBe(5);
    clock.advance(200);
    expect(shard.read(undefined, 10)).not.toBe('throttled');
  });

  it('is throttled until a large read is paid for', () => {
    const { stream, shard, clock } = make({ room: 10_000, limits: true });
    for (let count = 0; count < 4; count += 1) {
      stream.put({ partitionKey: 'k', data: Buffer.alloc(1024 * 1024 - 1) });
      clock.advance(1000);
    }
    expect(read(shard).records).toHaveLength(4);
    clock.advance(1000);
    expect(shard.read(undefined, 1)).toBe('throttled');
    clock.advance(1);
    expect(shard.read(undefined, 1)).not.toBe('throttled');
  });

  it('refuses a sequence number of another shard and a limit out of bounds', () => {
    const { shard } = make();
    expect(() => shard.read('123', 10)).toThrow('123');
    expect(() => shard.read(undefined, 0)).toThrow(RangeError);
    expect(() => shard.read(undefined, 10_001)).toThrow(RangeError);
  });
});

describe('retention', () => {
  it('drops only records that are older', () => {
    const { shard, put, clock, memory } = make();
    put();
    clock.advance(24 * HOUR);
    put();
    expect(numbers(read(shard).records)).toEqual([1, 2]);
    clock.advance(1);
    expect(numbers(read(shard).records)).toEqual([2]);
    expect(memory.bytes).toBe(1451);
  });

  it('lets a reader that fell behind continue with the oldest kept record', () => {
    const { shard, put, clock } = make();
    put(2);
    const first = read(shard, undefined, 1).records[0]?.sequenceNumber;
    clock.advance(25 * HOUR);
    put();
    expect(numbers(read(shard, first).records)).toEqual([3]);
  });
});

describe('the bound on bytes', () => {
  it('throttles new entries rather than lose an unread record', () => {
    const { stream, shard, put } = make({ room: 3 });
    const outcomes = put(4);
    expect(outcomes[3]).toMatchObject({
      type: 'ProvisionedThroughputExceededException',
      message: expect.stringContaining('maxBytes'),
    });
    expect(numbers(read(shard).records)).toEqual([1, 2, 3]);
    expect(stream.counters).toMatchObject({ records: 3, held: 3, throttledWrites: 1, trimmed: 0 });
  });

  it('drops records that all registered consumers have passed, oldest first', () => {
    const { stream, shard, put } = make({ room: 3 });
    const [fast, slow] = [stream.register('fast'), stream.register('slow')];
    put(3);
    const [one, two, three] = read(shard).records.map((record) => record.sequenceNumber);
    fast.acknowledge(shard.shardId, three ?? '');
    slow.acknowledge(shard.shardId, two ?? '');
    slow.acknowledge(shard.shardId, one ?? '');
    put(3);
    expect(numbers(read(shard).records)).toEqual([3, 4, 5]);
    expect(stream.counters).toMatchObject({ trimmed: 2, throttledWrites: 1 });
  });

  it('ignores a consumer that has closed', () => {
    const { stream, shard, put } = make({ room: 3 });
    const [fast, slow] = [stream.register('fast'), stream.register('slow')];
    put(3);
    fast.acknowledge(shard.shardId, shard.newest ?? '');
    slow.close();
    put();
    expect(numbers(read(shard).records)).toEqual([2, 3, 4]);
  });

  it('drops expired records although nobody has read them', () => {
    const { stream, shard, put, clock } = make({ room: 3 });
    put(3);
    clock.advance(25 * HOUR);
    put();
    expect(numbers(read(shard).records)).toEqual([4]);
    expect(stream.counters).toMatchObject({ expired: 3, trimmed: 0 });
  });

  it('drops the oldest passed record of all streams first', () => {
    const clock = new ManualClock();
    const memory = new MemoryBound(2 * 1451);
    const streams = ['one', 'two'].map(
      (name) => new KinesisStream(wiring(name, { shardCount: 1 }), { clock, memory, limits: false }),
    );
    for (const stream of streams) {
      stream.put({ partitionKey: 'k', data: Buffer.alloc(1000) });
      const shard = stream.shards[0] as Shard;
      stream.register('reader').acknowledge(shard.shardId, shard.newest ?? '');
      clock.advance(1);
    }
    streams[1]?.put({ partitionKey: 'k', data: Buffer.alloc(1000) });
    expect(streams.map((stream) => stream.counters.held)).toEqual([0, 2]);
  });

  it('gets back the bytes of a deleted stream', () => {
    const { stream, put, memory } = make({ room: 3 });
    put(3);
    stream.clear();
    expect(memory.bytes).toBe(0);
  });
});

describe('consumers', () => {
  it('must have unique names', () => {
    const { stream } = make();
    const registration = stream.register('reader');
    expect(() => stream.register('reader')).toThrow('reader');
    registration.close();
    expect(() => stream.register('reader')).not.toThrow();
  });

  it('are told of each record as it arrives, until they stop listening', () => {
    const { stream, put } = make();
    const heard: string[] = [];
    const stop = stream.onArrival(({ shardId, record }) => heard.push(`${shardId} ${record.sequenceNumber.slice(-2)}`));
    put(2);
    stop();
    put();
    expect(heard).toEqual(['shardId-000000000000 01', 'shardId-000000000000 02']);
  });
});
