import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LowWaterMark } from '../../../producer/keep/low-water-mark';
import type { Position } from '../../../producer/read/position';
import type { EntryResult, PutRecords } from '../../../producer/send/sender';
import { acceptRecord, prepare, Stream } from '../../support/producer-run';
import { kaggleFile, put, temporaryFolder } from '../../support/trip-files';

describe('LowWaterMark', () => {
  it('moves only past rows whose predecessors are all settled', () => {
    const mark = new LowWaterMark();
    const [first, second, third] = [mark.take(10), mark.take(20), mark.take(30)];
    mark.settle(second);
    expect(mark.line).toBe(0);
    mark.settle(first);
    expect(mark.line).toBe(20);
    mark.settle(third);
    expect(mark.line).toBe(30);
  });

  it('begins where an earlier run stopped', () => {
    const mark = new LowWaterMark(50);
    expect(mark.line).toBe(50);
    mark.settle(mark.take(60));
    expect(mark.line).toBe(60);
  });
});

/** Runs over `path` with its position in `out`, and returns what was sent. */
async function run(path: string, out: string, args: readonly string[] = [], put?: PutRecords) {
  const stream = new Stream();
  const prepared = await prepare(['--no-aggregation', '--out', out, ...args, path], put ?? stream.put);
  await prepared.run.execute();
  return { ids: stream.trips.map(({ trip_id }) => trip_id), counts: prepared.tally.counts(false), log: prepared.log };
}

function positionIn(out: string): Position {
  return JSON.parse(readFileSync(join(out, 'trips.position.json'), 'utf8')) as Position;
}

/** Takes the first calls and then never answers, as a killed run sees it. */
async function interrupted(path: string, out: string): Promise<void> {
  let calls = 0;
  let stall = () => {};
  const stalled = new Promise<void>((resolve) => {
    stall = resolve;
  });
  const put: PutRecords = (records) => {
    // The second call hangs and the third succeeds, so its rows come after a gap.
    if (calls++ === 1) return new Promise<readonly EntryResult[]>(() => {});
    if (calls === 3) setImmediate(stall);
    return Promise.resolve(records.map(acceptRecord));
  };
  const { run: first } = await prepare(['--no-aggregation', '--out', out, path], put);
  void first.execute();
  await stalled;
  first.save();
}

it('continues after the last row up to which all are settled, and loses none', async () => {
  const [folder, out] = [temporaryFolder(), temporaryFolder()];
  const path = put(folder, 'trips.csv', kaggleFile(2_000));
  await interrupted(path, out);
  expect(positionIn(out)).toMatchObject({ path, line: 501, finished: false });
  const { ids, counts } = await run(path, out, ['--resume']);
  expect(ids).toEqual(Array.from({ length: 1_500 }, (_, n) => `id${n + 501}`));
  expect(counts).toMatchObject({ rows_read: 1_500, rows_skipped: 500 });
  expect(positionIn(out)).toMatchObject({ line: 2_001, finished: true });
});

it('says that nothing is left to send of a finished file', async () => {
  const [folder, out] = [temporaryFolder(), temporaryFolder()];
  const path = put(folder, 'trips.csv', kaggleFile(10));
  await run(path, out);
  const { ids, log } = await run(path, out, ['--resume']);
  expect(ids).toEqual([]);
  expect(log).toEqual([`${path}: nothing is left to send.`]);
});

it('refuses to continue in a file that has changed, but takes a copy with another date', async () => {
  const [folder, out] = [temporaryFolder(), temporaryFolder()];
  const path = put(folder, 'trips.csv', kaggleFile(10));
  await run(path, out);
  utimesSync(path, 0, 0);
  expect((await run(path, out, ['--resume'])).ids).toEqual([]);
  writeFileSync(path, kaggleFile(11));
  await expect(run(path, out, ['--resume'])).rejects.toThrow(/has changed since .*trips\.position\.json was saved/);
});

it('sends a file without a saved position from its beginning, and says so', async () => {
  const path = put(temporaryFolder(), 'trips.csv', kaggleFile(3));
  const { ids, log } = await run(path, temporaryFolder(), ['--resume']);
  expect(ids).toHaveLength(3);
  expect(log).toEqual([expect.stringContaining('there is no saved position')]);
});

it('counts a rejected row only once, although the run before had kept it already', async () => {
  const [folder, out] = [temporaryFolder(), temporaryFolder()];
  const rows = kaggleFile(2_000).split('\n');
  rows[1_400] = 'no trip';
  const path = put(folder, 'trips.csv', rows.join('\n'));
  await interrupted(path, out);
  const rejects = () => readFileSync(join(out, 'trips.rejects.ndjson'), 'utf8').trim().split('\n');
  expect(rejects()).toHaveLength(1);
  await run(path, out, ['--resume']);
  expect(rejects().map((line) => JSON.parse(line).line)).toEqual([1_401]);
});

describe('what an earlier run kept', () => {
  const refuse: PutRecords = async (records) => records.map(() => ({ errorCode: 'InternalFailure' }));

  it('is renamed to a numbered name by a new run, which says so', async () => {
    const out = temporaryFolder();
    const path = put(temporaryFolder(), 'trips.csv', kaggleFile(3));
    await run(path, out, ['--retries', '0'], refuse);
    const kept = readFileSync(join(out, 'trips.dead-letter.csv'), 'utf8');
    const { log } = await run(path, out);
    expect(readFileSync(join(out, 'trips.dead-letter.1.csv'), 'utf8')).toBe(kept);
    expect(existsSync(join(out, 'trips.dead-letter.csv'))).toBe(false);
    expect(log).toEqual([expect.stringContaining('trips.dead-letter.1.csv')]);
  });

  it('is added to by a run that continues', async () => {
    const out = temporaryFolder();
    const path = put(temporaryFolder(), 'trips.csv', kaggleFile(2_000));
    await interrupted(path, out);
    writeFileSync(join(out, 'trips.dead-letter.csv'), 'header\nkept before\n');
    await run(path, out, ['--resume', '--retries', '0'], refuse);
    const lines = readFileSync(join(out, 'trips.dead-letter.csv'), 'utf8').split('\n');
    expect(lines.slice(0, 2)).toEqual(['header', 'kept before']);
    expect(lines).toHaveLength(2 + 1_500 + 1);
  });

  it('is left alone by a run that reads it', async () => {
    const out = temporaryFolder();
    const path = put(temporaryFolder(), 'trips.csv', kaggleFile(3));
    await run(path, out, ['--retries', '0'], refuse);
    const kept = join(out, 'trips.dead-letter.csv');
    const before = readFileSync(kept, 'utf8');
    const { run: again, journals } = await prepare(['--retries', '0', '--out', out, path, kept], refuse);
    await again.execute();
    expect(readFileSync(kept, 'utf8')).toBe(before);
    expect(journals.map((journal) => journal.kept.deadLetters)).toEqual([
      join(out, 'trips.dead-letter.1.csv'),
      join(out, 'trips.dead-letter.dead-letter.csv'),
    ]);
  });
});

it('keeps files of the same name apart', async () => {
  const [first, second, out] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
  const paths = [put(first, 'trips.csv', kaggleFile(1)), put(second, 'trips.csv', kaggleFile(2))];
  const { run: both } = await prepare(['--out', out, ...paths], new Stream().put);
  await both.execute();
  expect(positionIn(out).path).toBe(paths[0]);
  expect(existsSync(join(out, 'trips-2.position.json'))).toBe(true);
});

it('writes nothing but the position if there is nothing to keep', async () => {
  const out = join(temporaryFolder(), 'produced');
  await run(put(temporaryFolder(), 'trips.csv', kaggleFile(3)), out);
  expect(existsSync(join(out, 'trips.rejects.ndjson'))).toBe(false);
  expect(existsSync(join(out, 'trips.dead-letter.csv'))).toBe(false);
});
