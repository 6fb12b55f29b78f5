import { setTimeout as sleep } from 'node:timers/promises';
import { arrange, FakeFunction, runUntilIdle } from './fakes';

/** Waits while a mapping runs. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(1);
}

describe('reading a shard', () => {
  it('starts at the oldest record from TRIM_HORIZON', async () => {
    const { mapping, shard, target } = arrange({ startingPosition: 'TRIM_HORIZON' });
    shard.put('old');

    await runUntilIdle(mapping);

    expect(target.batches).toEqual([['old']]);
  });

  it('starts after the newest record from LATEST', async () => {
    const probe = arrange({});
    probe.shard.put('old');
    const { mapping, target } = arrange({ startingPosition: 'LATEST' }, { shards: [probe.shard] });
    probe.shard.put('new');

    await runUntilIdle(mapping);

    expect(target.batches).toEqual([['new']]);
  });

  it('reads again at once while it is behind, else only at the next poll', async () => {
    const { mapping, shard, acknowledged } = arrange({}, { pollMs: 1_000_000 });
    shard.pageSize = 1;
    for (const text of ['a', 'b', 'c']) shard.put(text);

    const running = mapping.start();
    await until(() => acknowledged.at(-1) === '103');
    mapping.stop();
    await running;

    expect(shard.reads).toEqual([undefined, '101', '102']);
  });

  it('repeats a throttled read', async () => {
    const { mapping, shard, target } = arrange({});
    shard.throttle = 2;
    shard.put('a');

    await runUntilIdle(mapping);

    expect(target.batches).toEqual([['a']]);
    expect(mapping.counters).toMatchObject({ throttledReads: 2, records: 1 });
  });

  it('stops reading while waiting records fill two events per lane, and loses nothing', async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const target = new FakeFunction(() => gate);
    const { mapping, shard } = arrange({}, { target });
    shard.pageSize = 1;
    for (let index = 0; index < 40; index += 1) shard.put(Buffer.alloc(1_000_000));

    const running = mapping.start();
    await until(() => target.payloads.length === 1);
    await sleep(50);
    // One event of 4 MB at most is being processed, and 12 MB of JSON wait: about 10 records.
    const readWhileBlocked = shard.reads.length;
    release();
    await mapping.drain();
    mapping.stop();
    await running;

    expect(readWhileBlocked).toBeLessThan(16);
    expect(mapping.counters.records).toBe(40);
  });
});

describe('a batching window', () => {
  it('waits for more records until it ends', async () => {
    const { mapping, shard, target, clock } = arrange({ maximumBatchingWindowSeconds: 300 });
    const running = mapping.start();
    shard.put('a');
    await until(() => shard.reads.at(-1) === '101');
    shard.put('b');
    await until(() => shard.reads.at(-1) === '102');
    expect(target.batches).toEqual([]);

    clock.jumpTo(clock.now() + 300_000);
    await until(() => target.batches.length > 0);
    mapping.stop();
    await running;

    expect(target.batches).toEqual([['a', 'b']]);
  });

  it('does not delay a full batch', async () => {
    const { mapping, shard, target, clock } = arrange({ maximumBatchingWindowSeconds: 300, batchSize: 2 });
    shard.put('a');
    shard.put('b');

    await runUntilIdle(mapping);

    expect(target.batches).toEqual([['a', 'b']]);
    expect(clock.jumps).toBe(0);
  });

  it('is closed by draining, which makes the clock jump to its end', async () => {
    const { mapping, shard, target, clock } = arrange({ maximumBatchingWindowSeconds: 300 });
    shard.pageSize = 1;
    shard.put('a');
    shard.put('b');

    await runUntilIdle(mapping);

    expect(target.batches).toEqual([['a', 'b']]);
    expect(clock.jumps).toBeGreaterThanOrEqual(1);
    expect(clock.skippedMs).toBeLessThanOrEqual(300_000);
  });
});

describe('the state of a mapping', () => {
  it('is idle only if everything has been processed, and no invocation is running', async () => {
    const idleInFlight: boolean[] = [];
    const target: FakeFunction = new FakeFunction(() => idleInFlight.push(mapping.idle()));
    const { mapping, shard } = arrange({}, { target });
    expect(mapping.idle()).toBe(true);
    shard.put('a');
    expect(mapping.idle()).toBe(false);

    await runUntilIdle(mapping);

    expect(idleInFlight).toEqual([false]);
    expect(mapping.idle()).toBe(true);
  });

  it('reports the age of the oldest record that is not complete, by shard', async () => {
    const lags: (number | undefined)[] = [];
    const target: FakeFunction = new FakeFunction(() => lags.push(mapping.lagMs().get(shard.shardId)));
    const { mapping, shard } = arrange({}, { target });
    shard.put('a', { arrivedAt: Date.now() - 60_000 });

    await runUntilIdle(mapping);

    expect(lags[0]).toBeGreaterThanOrEqual(60_000);
    expect(mapping.lagMs().get(shard.shardId)).toBe(0);
  });

  it('counts invocations, records and bytes', async () => {
    const { mapping, shard } = arrange({ batchSize: 2 });
    for (const text of ['a', 'bb', 'ccc']) shard.put(text);

    await runUntilIdle(mapping);

    expect(mapping.counters).toMatchObject({ invocations: 2, records: 3, bytes: 6, errors: 0, retries: 0 });
  });

  it('stops at once, and does not checkpoint what is still being processed', async () => {
    let release = () => {};
    const target = new FakeFunction(() => new Promise<void>((resolve) => (release = resolve)));
    const { mapping, shard, acknowledged } = arrange({}, { target });
    shard.put('a');
    const running = mapping.start();
    await until(() => target.payloads.length === 1);

    mapping.stop();
    await running;
    release();
    await sleep(5);

    expect(acknowledged).toEqual([]);
    expect(mapping.counters.records).toBe(0);
    await expect(mapping.drain()).rejects.toThrow('stopped before it was idle');
  });
});
