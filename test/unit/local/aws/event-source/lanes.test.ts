import { Checkpoint } from '../../../../../local/aws/event-source/checkpoint';
import { laneOf } from '../../../../../local/aws/event-source/shard-consumer';
import { arrange, FakeFunction, type KinesisEvent, runUntilIdle } from './fakes';

/** Two keys that belong to different ones of two lanes. */
const [FIRST, SECOND] = [0, 1].map((lane) => ['a', 'b', 'c', 'd', 'e'].find((key) => laneOf(key, 2) === lane) ?? '');

describe('parallelization', () => {
  it('keeps the order of every partition key, each record once', async () => {
    const seen = new Map<string, number[]>();
    const target = new FakeFunction(async (texts, event: KinesisEvent) => {
      // Batches finish out of order, as functions do.
      for (let turn = 0; turn < texts.length % 3; turn += 1) await new Promise(setImmediate);
      texts.forEach((text, index) => {
        const key = event.Records[index]?.kinesis.partitionKey ?? '';
        seen.set(key, [...(seen.get(key) ?? []), Number(text)]);
      });
    });
    const { mapping, shard } = arrange({ parallelizationFactor: 4, batchSize: 7 }, { target });
    for (let index = 0; index < 500; index += 1) shard.put(String(index), { key: `key-${(index * 7) % 11}` });

    await runUntilIdle(mapping);

    expect(seen.size).toBe(11);
    for (const numbers of seen.values()) expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect([...seen.values()].flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, index) => index));
  });

  it('runs as many batches of a shard at a time as the factor says, and no more', async () => {
    let running = 0;
    let most = 0;
    const target = new FakeFunction(async () => {
      running += 1;
      most = Math.max(most, running);
      for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
      running -= 1;
    });
    const { mapping, shard } = arrange({ parallelizationFactor: 3, batchSize: 1 }, { target });
    for (let index = 0; index < 60; index += 1) shard.put('x', { key: `key-${index}` });

    await runUntilIdle(mapping);

    expect(most).toBe(3);
  });

  it('lets the other lanes go on while one fails, and keeps the checkpoint before its record', async () => {
    let failures = 0;
    const target: FakeFunction = new FakeFunction((texts) => {
      // The poison record fails until all records of the other lane are processed.
      if (texts.includes('poison') && target.batches.flat().filter((text) => text === 'good').length < 5) {
        failures += 1;
        throw new Error('not yet');
      }
    });
    const wiring = { parallelizationFactor: 2, batchSize: 1, maximumRetryAttempts: -1 };
    const { mapping, shard, acknowledged } = arrange(wiring, { target });
    shard.put('first', { key: FIRST ?? '' });
    shard.put('poison', { key: FIRST ?? '' });
    for (let index = 0; index < 5; index += 1) shard.put('good', { key: SECOND ?? '' });

    await runUntilIdle(mapping);

    expect(failures).toBeGreaterThan(0);
    // Later records that are complete already are acknowledged with it, and none twice.
    expect(acknowledged[0]).toBe('101');
    expect(BigInt(acknowledged[1] ?? 0)).toBeGreaterThanOrEqual(106n);
    expect(acknowledged.at(-1)).toBe('107');
  });
});

describe('the checkpoint of a shard', () => {
  const records = ['1', '2', '3', '4'].map((sequenceNumber) => ({
    sequenceNumber,
    partitionKey: 'key',
    data: Buffer.alloc(0),
    arrivedAt: 0,
  }));

  it('never passes a record that is still open', () => {
    const checkpoint = new Checkpoint();
    checkpoint.add(records);

    expect(checkpoint.complete(records.slice(1, 3))).toBe(false);
    expect(checkpoint.position).toBeUndefined();
    expect(checkpoint.complete(records.slice(0, 1))).toBe(true);
    expect(checkpoint.position).toBe('3');
    expect(checkpoint.oldestOpen?.sequenceNumber).toBe('4');
  });
});
