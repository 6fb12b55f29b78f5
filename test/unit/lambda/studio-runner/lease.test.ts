import { isHeld, underLease } from '../../../../lambda/studio-runner/state/lease';
import { MemoryObjects } from './support';

let now = Date.parse('2026-01-01T00:00:00Z');
const time = { now: () => now, forMs: 60_000 };
let objects: MemoryObjects;
beforeEach(() => {
  objects = new MemoryObjects();
});
const take = <T>(work: () => Promise<T>) => underLease(objects, time, work);

it('lets one at a time work, and the next when the first is done', async () => {
  const inner = await take(async () => {
    expect(await isHeld(objects, now)).toBe(true);
    return [await take(async () => 'second')];
  });
  expect(inner).toEqual([undefined]);
  expect(await isHeld(objects, now)).toBe(false);
  expect(await take(async () => 'third')).toBe('third');
});

it('is given back by work that fails', async () => {
  await expect(take(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await take(async () => 'next')).toBe('next');
});

it('of a holder that died is taken over once its time is over, by one', async () => {
  await objects.write('lease.json', JSON.stringify({ holder: 'dead', until: new Date(now + 60_000).toISOString() }));
  expect(await take(async () => 'too early')).toBeUndefined();
  now += 60_001;
  const both = await Promise.all([take(async () => 1), take(async () => 1)]);
  expect(both.filter((each) => each === 1)).toHaveLength(1);
});

it('is taken by one of two that come first', async () => {
  const both = await Promise.all([take(async () => 1), take(async () => 1)]);
  expect(both.filter((each) => each === 1)).toHaveLength(1);
});

it('that was taken over is not given back by the one before', async () => {
  await take(async () => {
    now += 60_001;
    await objects.write('lease.json', JSON.stringify({ holder: 'other', until: new Date(now + 60_000).toISOString() }));
  });
  expect(await isHeld(objects, now)).toBe(true);
});

it('that nobody can read is free', async () => {
  await objects.write('lease.json', 'broken');
  expect(await take(async () => 'mine')).toBe('mine');
});
