/** When Firehose delivers its buffers. */
import { errorRecords, lines, partitioned, plain, type Running, ride, rides, start } from './support';

let running: Running;
afterEach(() => running.close());

const counters = (name = 'rides') => running.endpoint.stream(name).counters;
const ofVendors = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => ride({ id: `r${from + at}`, vendor: `v${from + at}` }));

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('buffering', () => {
  it('holds documents until the interval ends on the virtual clock', async () => {
    running = await start();
    await running.put('rides', [lines([ride()])]);
    expect(await running.bucket.list()).toEqual([]);
    running.clock.jumpTo(running.clock.now() + 60_000);
    await until(() => counters().objects === 1);
    expect(counters()).toMatchObject({ delivered: 1, jumps: 0 });
  });

  it('delivers a partition as soon as it has the buffer size', async () => {
    running = await start();
    await running.put('notes', [Buffer.alloc(700 * 1024)]);
    await running.put('notes', [Buffer.alloc(400 * 1024)]);
    await until(() => counters('notes').objects === 1);
    await running.put('notes', ['next']);
    await running.endpoint.drain();
    const sizes = await Promise.all(
      (await running.bucket.list()).map(async (key) => (await running.bucket.read(key)).length),
    );
    expect(sizes.sort()).toEqual([1100 * 1024, 4]);
  });

  it('evaluates the time in a prefix by the arrival of the oldest record', async () => {
    running = await start();
    running.clock.jumpTo(Date.UTC(2040, 4, 6, 23, 59, 30));
    await running.put('notes', ['x']);
    await running.endpoint.drain();
    expect((await running.bucket.list())[0]).toMatch(/^notes\/2040-05-06\/notes-1-2040-05-06-23-59-3/);
  });

  it('delivers early, and counts that, when the buffers would hold too much', async () => {
    running = await start({ maxBufferedBytes: 1000 });
    await running.put('rides', [lines(ofVendors(0, 20))]);
    await until(() => counters().objects === 20);
    expect(counters()).toMatchObject({ earlyDeliveries: 1, jumps: 0, delivered: 20 });
  });

  it('loses nothing from buffers that outgrow memory', async () => {
    running = await start();
    const documents = Array.from({ length: 4000 }, (_, at) => ride({ id: `r${at}`, note: 'x'.repeat(100) }));
    for (let at = 0; at < documents.length; at += 500)
      await running.put('rides', [lines(documents.slice(at, at + 500))]);
    await running.endpoint.drain();
    expect(new Set((await rides(running)).map(({ id }) => id)).size).toBe(4000);
  });

  it('loses nothing when many callers put concurrently during many deliveries', async () => {
    running = await start({ maxBufferedBytes: 5000 });
    const batches = Array.from({ length: 40 }, (_, at) => lines(ofVendors(at * 10, at * 10 + 10)));
    await Promise.all(batches.map((batch) => running.put('rides', [batch])));
    await running.endpoint.drain();
    expect(new Set((await rides(running)).map(({ id }) => id)).size).toBe(400);
    expect(counters()).toMatchObject({ documents: 400, delivered: 400 });
    expect(counters().earlyDeliveries).toBeGreaterThan(5);
  });

  it('fails puts and the drain after a failed delivery', async () => {
    running = await start();
    await running.bucket.put('rides', 'a file where the folder should be');
    await running.put('rides', [lines([ride()])]);
    await expect(running.endpoint.drain()).rejects.toThrow(/ENOTDIR|EEXIST/);
    await expect(running.put('rides', [lines([ride()])])).rejects.toMatchObject({ name: 'InternalFailure' });
  });
});

describe('the 501st partition', () => {
  const putAll = async (documents: readonly object[]) => {
    for (let at = 0; at < documents.length; at += 500)
      await running.put('rides', [lines(documents.slice(at, at + 500))]);
  };

  it('makes the clock jump and delivers, and counts what the cloud would refuse', async () => {
    running = await start();
    const began = running.clock.now();
    await putAll(ofVendors(0, 503));
    await putAll(ofVendors(502, 503));
    expect(counters()).toMatchObject({ jumps: 1, maxPartitionsOpen: 500, overLimit: 4 });
    expect(running.clock.now()).toBeGreaterThanOrEqual(began + 60_000);
    await running.endpoint.drain();
    expect(await rides(running)).toHaveLength(504);
    expect(counters()).toMatchObject({ jumps: 2, partitionsOpened: 503, delivered: 504 });
    expect(counters().errors['processing-failed']).toBe(0);
  });

  it('goes to the error prefix without jumps, and so does its next document', async () => {
    running = await start({ jump: false });
    await putAll(ofVendors(0, 501));
    await putAll([...ofVendors(500, 501), ...ofVendors(0, 1)]);
    running.clock.jumpTo(running.clock.now() + 60_000);
    await running.endpoint.drain();
    expect(await rides(running)).toHaveLength(501);
    expect((await errorRecords(running)).map(({ errorCode }) => errorCode)).toEqual([
      'DynamicPartitioning.ActivePartitionLimitExceeded',
      'DynamicPartitioning.ActivePartitionLimitExceeded',
    ]);
    expect(counters()).toMatchObject({ overLimit: 2, jumps: 0, delivered: 501 });
  });
});

describe('draining', () => {
  it('jumps past every stream’s interval', async () => {
    running = await start({ deliveryStreams: [partitioned, { ...plain, bufferingSeconds: 900 }] });
    await running.put('rides', [lines([ride()])]);
    await running.put('notes', ['x']);
    await running.endpoint.drain();
    expect(counters().objects + counters('notes').objects).toBe(2);
    expect(running.clock.skippedMs).toBeGreaterThan(890_000);
  });

  it('does not jump when nothing is buffered', async () => {
    running = await start();
    await running.endpoint.drain();
    expect(running.clock.jumps).toBe(0);
  });

  it('waits for the end of the interval in real time without jumps', async () => {
    running = await start({ jump: false, deliveryStreams: [{ ...plain, bufferingSeconds: 1 }] });
    await running.put('notes', ['x']);
    await running.endpoint.drain();
    expect(counters('notes')).toMatchObject({ objects: 1, jumps: 0 });
    expect(running.clock.skippedMs).toBe(0);
  });
});
