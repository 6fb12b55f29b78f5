import { combine, deliver } from '../../../../lambda/transform/deliver';
import { responseTo } from '../../../../lambda/transform/event';
import { type Batch, transformBatch } from '../../../../lambda/transform/transform-batch';
import { Random } from '../../../../samples/random';
import { aggregate, documents, FakeFirehose, RULES, record, refusal, tripJson } from './support';

/** The position in a batch of each document's Kinesis record, by the document's name. */
interface Generated {
  readonly batch: Batch;
  readonly good: ReadonlyMap<string, number>;
  readonly bad: ReadonlyMap<string, number>;
}

function generate(random: Random): Generated {
  const good = new Map<string, number>();
  const bad = new Map<string, number>();
  const draw = (position: number): string => {
    const id = `id${good.size + bad.size}`;
    const isGood = random.next() < 0.8;
    (isGood ? good : bad).set(id, position);
    const padding = random.next() < 0.1 ? 'x'.repeat(random.below(3_000)) : 'a.csv';
    return tripJson({ trip_id: id, passenger_count: isGood ? 2 : 0, source: padding });
  };
  const several = (position: number) => Array.from({ length: 1 + random.below(6) }, () => draw(position));
  const records = Array.from({ length: 1 + random.below(25) }, (_, position) => {
    const shape = random.below(4);
    if (shape === 0) return record(draw(position), position);
    if (shape === 1) return record(several(position).join('\n'), position);
    if (shape === 2) return record(aggregate(...several(position)), position);
    return record(aggregate(...several(position).map((each) => `${each}\n`), several(position).join('\n')), position);
  });
  return { batch: { stream: 'trips', records }, good, bad };
}

/** Fails a third of the calls and a tenth of the entries, some of them permanently. */
function unreliable(random: Random): FakeFirehose {
  return new FakeFirehose((_, count) => {
    const luck = random.next();
    if (luck < 0.1) return refusal();
    if (luck < 0.3) return new Error('reset');
    return Array.from({ length: count }, () => (random.next() < 0.1 ? 'InternalFailure' : undefined));
  });
}

async function run(batch: Batch, firehose: FakeFirehose, random: Random) {
  const transformed = transformBatch(batch, { ...RULES, documentsPerRecord: 1 + random.below(8) });
  let time = 1_000 + random.below(1_500);
  const options = {
    timeLeft: () => time,
    random: () => random.next(),
    wait: async (ms: number) => {
      time -= ms;
    },
  };
  const deliveries = await Promise.all([
    deliver(firehose, 'good', transformed.trips, options),
    deliver(firehose, 'bad', transformed.quarantine, options),
  ]);
  const sequence = responseTo(batch, combine(...deliveries).undelivered).batchItemFailures[0]?.itemIdentifier;
  const from = batch.records.findIndex(({ sequenceNumber }) => sequenceNumber === sequence);
  return { transformed, from };
}

function arrived(firehose: FakeFirehose, stream: string): string[] {
  return documents(firehose.taken.filter((each) => each.stream === stream)).map(({ trip_id }) => trip_id);
}

const seeds = Array.from({ length: 400 }, (_, seed) => seed);

it('delivers every document of 400 generated batches once and in order when nothing fails', async () => {
  for (const seed of seeds) {
    const random = new Random(seed);
    const { batch, good, bad } = generate(random);
    const firehose = new FakeFirehose();
    const options = { timeLeft: () => 60_000 };
    const transformed = transformBatch(batch, RULES);
    await deliver(firehose, 'good', transformed.trips, options);
    await deliver(firehose, 'bad', transformed.quarantine, options);
    expect(transformed).toMatchObject({ accepted: good.size });
    expect(arrived(firehose, 'good')).toEqual([...good.keys()]);
    expect(arrived(firehose, 'bad')).toEqual([...bad.keys()]);
  }
});

it('reports the first record with anything undelivered, over 400 generated batches with failures', async () => {
  let partial = 0;
  for (const seed of seeds) {
    const random = new Random(seed);
    const { batch, good, bad } = generate(random);
    const firehose = unreliable(random);
    const { from } = await run(batch, firehose, random);
    const there = new Set([...arrived(firehose, 'good'), ...arrived(firehose, 'bad')]);
    const missing = [...good, ...bad].filter(([id]) => !there.has(id)).map(([, position]) => position);
    if (missing.length === 0) expect(from).toBe(-1);
    else {
      partial += 1;
      expect(from).toBe(Math.min(...missing));
    }
  }
  expect(partial).toBeGreaterThan(40);
});

it('loses nothing when the shard is resumed at each reported record until all is delivered', async () => {
  for (const seed of seeds) {
    const random = new Random(seed);
    const { batch, good, bad } = generate(random);
    const firehose = unreliable(random);
    let rest = batch;
    for (let from = 0; from >= 0; ) {
      rest = { ...rest, records: rest.records.slice(from) };
      from = (await run(rest, firehose, random)).from;
    }
    expect(new Set(arrived(firehose, 'good'))).toEqual(new Set(good.keys()));
    expect(new Set(arrived(firehose, 'bad'))).toEqual(new Set(bad.keys()));
  }
});
