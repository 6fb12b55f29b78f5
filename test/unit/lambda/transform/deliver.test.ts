import { type DeliveryOptions, deliver } from '../../../../lambda/transform/deliver';
import { FakeFirehose, refusal } from './support';

const records = (count: number, bytes = 100) =>
  Array.from({ length: count }, (_, position) => ({ data: new Uint8Array(bytes), documents: 1, position }));

/** A clock that only pauses advance. */
function clock(ms: number): DeliveryOptions & { readonly pauses: number[] } {
  const pauses: number[] = [];
  const elapsed = () => pauses.reduce((sum, pause) => sum + pause, 0);
  return {
    pauses,
    timeLeft: () => ms - elapsed(),
    random: () => 1,
    wait: async (pause) => {
      pauses.push(pause);
    },
  };
}

it('delivers everything and counts its bytes', async () => {
  const firehose = new FakeFirehose();
  expect(await deliver(firehose, 'trips', records(1_200), clock(60_000))).toMatchObject({
    undelivered: [],
    retried: 0,
    bytes: 120_000,
  });
  expect(firehose.calls.map(({ sizes }) => sizes.length)).toEqual([500, 500, 200]);
  expect(firehose.taken).toHaveLength(1_200);
});

it('makes no call for no documents', async () => {
  const firehose = new FakeFirehose();
  expect(await deliver(firehose, 'trips', [], clock(60_000))).toMatchObject({ undelivered: [], bytes: 0 });
  expect(firehose.calls).toEqual([]);
});

it('resends only the entries that failed', async () => {
  const firehose = new FakeFirehose((_, count, call) =>
    call === 1
      ? Array.from({ length: count }, (__, index) => (index % 4 ? undefined : 'ServiceUnavailableException'))
      : [],
  );
  const delivery = await deliver(firehose, 'trips', records(12), clock(60_000));
  expect(delivery).toMatchObject({ undelivered: [], retried: 3, bytes: 1_200 });
  expect(firehose.calls.map(({ sizes }) => sizes.length)).toEqual([12, 3]);
});

it('repeats a call that failed as a whole', async () => {
  const firehose = new FakeFirehose((_, __, call) => (call <= 2 ? new Error('ECONNRESET') : []));
  const delivery = await deliver(firehose, 'trips', records(5), clock(60_000));
  expect(delivery).toMatchObject({ undelivered: [], retried: 10 });
  expect(firehose.taken).toHaveLength(5);
});

it('doubles its pauses up to five seconds, each a random share of that', async () => {
  const failing = new FakeFirehose(() => new Error('down'));
  const full = clock(25_000);
  await deliver(failing, 'trips', records(1), full);
  expect(full.pauses).toEqual([100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000]);
  const half = { ...clock(1_500), random: () => 0.5 };
  await deliver(failing, 'trips', records(1), half);
  expect(half.pauses).toEqual([50, 100, 200]);
});

it('gives up while there is time to say so, and limits a call to the time left', async () => {
  const firehose = new FakeFirehose(() => new Error('down'));
  const time = clock(2_000);
  const delivery = await deliver(firehose, 'trips', records(3), time);
  expect(time.timeLeft()).toBeGreaterThanOrEqual(1_000);
  expect(delivery.undelivered.map(({ position }) => position)).toEqual([0, 1, 2]);
  expect(delivery.error).toEqual(new Error('down'));
  expect(firehose.calls.map(({ timeoutMs }) => timeoutMs)).toEqual([1_000, 900, 700, 300]);
});

it('sends nothing when no time is left, and says why', async () => {
  const firehose = new FakeFirehose();
  const delivery = await deliver(firehose, 'trips', records(3), clock(1_000));
  expect(firehose.calls).toEqual([]);
  expect(delivery.undelivered).toHaveLength(3);
  expect(String(delivery.error)).toContain('No time was left');
});

it('does not repeat what can never succeed', async () => {
  const firehose = new FakeFirehose(refusal);
  const delivery = await deliver(firehose, 'trips', records(2), clock(60_000));
  expect(firehose.calls).toHaveLength(1);
  expect(delivery).toMatchObject({ retried: 0, bytes: 0 });
  expect(delivery.undelivered).toHaveLength(2);
  expect(delivery.error).toEqual(refusal());
});

it('tells undelivered from delivered entries of the same call', async () => {
  const firehose = new FakeFirehose((_, __, call) => (call === 1 ? [undefined, 'InternalFailure'] : refusal()));
  const delivery = await deliver(firehose, 'trips', records(3), clock(60_000));
  expect(delivery.undelivered.map(({ position }) => position)).toEqual([1]);
  expect(delivery.bytes).toBe(200);
});

it('names the error code of the entries that stayed refused', async () => {
  const firehose = new FakeFirehose(() => [undefined, 'ServiceUnavailableException', undefined]);
  const { error } = await deliver(firehose, 'trips', records(3).slice(0, 2), {
    ...clock(1_001),
  });
  expect(String(error)).toContain('1 of 2 records: ServiceUnavailableException');
});

it('keeps two calls in flight', async () => {
  const firehose = new FakeFirehose();
  await deliver(firehose, 'trips', records(10, 1_000_000), clock(60_000));
  expect(firehose.calls).toHaveLength(3);
  expect(firehose.mostInFlight).toBe(2);
});
