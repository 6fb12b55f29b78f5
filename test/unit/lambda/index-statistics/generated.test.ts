import { indexBatch, type Keep } from '../../../../lambda/index-statistics/index-batch';
import type { Batch } from '../../../../lambda/index-statistics/plan';
import { Random } from '../../../../samples/random';
import { versionOf } from '../../../../telemetry/statistics';
import { aggregate, clock, FakeSearch, record, rowJson } from './support';

interface GeneratedRow {
  readonly position: number;
  readonly id: string;
  readonly version: number;
  readonly text: string;
}

interface Generated {
  readonly batch: Batch;
  /** The readable rows. */
  readonly rows: readonly GeneratedRow[];
  readonly broken: readonly GeneratedRow[];
}

/** Few ids, so that most documents have several rows; in any order, as after a restart of Flink. */
function generate(random: Random): Generated {
  const rows: GeneratedRow[] = [];
  const broken: GeneratedRow[] = [];
  const draw = (position: number): string => {
    const isBroken = random.next() < 0.05;
    const id = isBroken ? `broken${broken.length}` : `id${random.below(8)}`;
    const [generation, n] = [1 + random.below(2), random.below(20)];
    const text = isBroken ? `{"${id}` : rowJson({ document_id: id, generation, n });
    (isBroken ? broken : rows).push({ position, id, version: versionOf(generation, n), text });
    return text;
  };
  const batch = Array.from({ length: 1 + random.below(25) }, (_, position) => {
    if (random.below(3) > 0) return record(draw(position), position);
    return record(aggregate(...Array.from({ length: 1 + random.below(6) }, () => draw(position))), position);
  });
  return { batch, rows, broken };
}

const STATUSES = [400, 403, 404, 429, 500, 503];

/** Fails a fifth of the calls and a tenth of the items, each with any status. */
function unreliable(random: Random): FakeSearch {
  return new FakeSearch(() => {
    const luck = random.next();
    if (luck < 0.05) return new Error('reset');
    if (luck < 0.2) return { status: [401, 403, 413, 429, 503][random.below(5)] ?? 503 };
    return () =>
      random.next() < 0.1
        ? { status: STATUSES[random.below(STATUSES.length)] ?? 503, type: 'some_exception' }
        : undefined;
  });
}

/** An OpenSearch and a bucket that both fail, and what they hold. */
class World {
  readonly search: FakeSearch;
  /** Refused rows in the bucket, by their text. */
  readonly kept: string[] = [];

  constructor(private readonly random: Random) {
    this.search = unreliable(random);
  }

  async run(batch: Batch) {
    const keep: Keep = async (refused) => {
      if (refused.length === 0) return undefined;
      if (this.random.next() < 0.2) return 'no bucket';
      this.kept.push(...refused.map(({ row }) => Buffer.from(row.data).toString()));
      return undefined;
    };
    return indexBatch(batch, this.search, keep, clock(5_200 + this.random.below(3_000)));
  }

  /** True for a row that is written or kept, or superseded by a higher version that is. */
  has({ id, version, text }: GeneratedRow, rows: readonly GeneratedRow[]): boolean {
    const stored = this.search.store.documents.get(`trip-hour/${id}`)?.version ?? -1;
    const covers = (other: GeneratedRow) =>
      other.id === id && other.version >= version && this.kept.includes(other.text);
    return stored >= version || this.kept.includes(text) || rows.some(covers);
  }
}

const seeds = Array.from({ length: 400 }, (_, seed) => seed);

it('writes the highest version of everything in 400 generated batches when nothing fails', async () => {
  for (const seed of seeds) {
    const { batch, rows, broken } = generate(new Random(seed));
    const search = new FakeSearch();
    const kept: string[] = [];
    const { from, plan } = await indexBatch(
      batch,
      search,
      async (refused) => {
        kept.push(...refused.map(({ row }) => Buffer.from(row.data).toString()));
        return undefined;
      },
      clock(60_000),
    );
    expect(from).toBeUndefined();
    expect(plan.rows).toBe(rows.length + broken.length);
    expect(kept).toEqual(broken.map(({ text }) => text));
    const highest = new Map<string, number>();
    for (const { id, version } of rows)
      highest.set(`trip-hour/${id}`, Math.max(version, highest.get(`trip-hour/${id}`) ?? 0));
    const stored = [...search.store.documents].map(([key, { version }]) => [key, version] as const);
    expect(new Map(stored)).toEqual(highest);
  }
});

it('reports the first record that is not done, over 400 generated batches with failures', async () => {
  let partial = 0;
  for (const seed of seeds) {
    const random = new Random(seed);
    const { batch, rows, broken } = generate(random);
    const world = new World(random);
    const { from = batch.length } = await world.run(batch);
    const all = [...rows, ...broken];
    const missing = new Set(all.filter((row) => !world.has(row, rows)).map(({ id }) => id));
    // All rows of a document share its fate: Lambda retries from the first.
    const positions = all.filter(({ id }) => missing.has(id)).map(({ position }) => position);
    expect(from).toBe(Math.min(batch.length, ...positions));
    if (from < batch.length) partial += 1;
  }
  expect(partial).toBeGreaterThan(100);
});

it('loses nothing when the shard is resumed at each reported record until all are done', async () => {
  for (const seed of seeds) {
    const random = new Random(seed);
    const { batch, rows, broken } = generate(random);
    const world = new World(random);
    for (let rest = batch, from: number | undefined = 0; from !== undefined; rest = rest.slice(from ?? 0)) {
      from = (await world.run(rest)).from;
    }
    expect([...rows, ...broken].filter((row) => !world.has(row, rows))).toEqual([]);
  }
});
