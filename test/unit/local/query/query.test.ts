import { readdirSync } from 'node:fs';
import path from 'node:path';
import { command } from '../../../../bin/query';
import { runCommand } from '../../../../common/cli/main';
import { formatTable } from '../../../../local/aws/athena/table-text';
import { TestLake } from '../aws/athena/support';

const lake = new TestLake();
beforeAll(async () => {
  lake.writeWiring();
  await lake.add({ id: 'a', at: '2016-01-01 05:10:00' }, { id: 'b', at: '2016-02-01 05:10:00', vendor: '2' });
});
afterAll(() => lake.remove());
afterEach(() => {
  jest.restoreAllMocks();
});

async function run(...args: readonly string[]) {
  const out = jest.spyOn(console, 'log').mockImplementation();
  const warnings = jest.spyOn(console, 'error').mockImplementation();
  const err = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const code = await runCommand(command, [...args, '--lake', lake.stateFolder]);
  const text = (...spies: jest.SpyInstance[]) =>
    spies.flatMap(({ mock }) => mock.calls.map(([line]) => String(line))).join('\n');
  const answer = { code, out: text(out), err: text(warnings, err) };
  jest.restoreAllMocks();
  return answer;
}

describe('npm run query', () => {
  it('answers a question by name over the months of the lake', async () => {
    const { code, out, err } = await run('by-vendor');
    expect(code).toBe(0);
    expect(out).toMatch(/^How do the vendors compare\?\n\nvendor_id +trips .*\n─+.*\n1 +1 .*\n2 +1 /);
    expect(out).toMatch(/2 rows in \d+\.\d\d s, read 2 of 2 partitions$/);
    expect(err).toBe('');
  });

  it('reads only the months that it is given', async () => {
    expect((await run('by-vendor', '--month', '2016-02')).out).toMatch(/1 row in .* read 1 of 2 partitions$/);
    expect((await run('by-vendor', '--month', '2016-01', '--month', '2016-02')).out).toMatch(/read 2 of 2/);
  });

  it('answers SQL, and warns when it names no year and month', async () => {
    const careless = await run('SELECT count(*) AS trips FROM trips');
    expect(careless.out).toMatch(/^trips\n─────\n {4}2\n\n1 row /);
    expect(careless.err).toContain('names no year and month');
    expect((await run('SELECT count(*) FROM trips WHERE year = 2016 AND month = 1')).err).toBe('');
  });

  it('gives one JSON document on request', async () => {
    const { out } = await run('by-vendor', '--json');
    expect(JSON.parse(out)).toMatchObject({
      question: 'How do the vendors compare?',
      rows: [{ vendor_id: '1', trips: 1 }, { vendor_id: '2' }],
      partitionsRead: 2,
      partitionsTotal: 2,
    });
  });

  it('lists the questions when it does not know a name, or is asked nothing', async () => {
    const unknown = await run('by-driver');
    expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining('There is no question "by-driver"') });
    expect(unknown.err).toContain('peak-hour          Which hour of each New York day is the busiest?');
    expect(await run()).toMatchObject({ code: 2, err: expect.stringContaining('trips-per-hour') });
  });

  it('finds a run by its lake folder', async () => {
    jest.spyOn(console, 'log').mockImplementation();
    expect(await runCommand(command, ['by-vendor', '--lake', path.join(lake.stateFolder, 'lake')])).toBe(0);
  });

  it('says to run npm start where there is no lake', async () => {
    const err = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(await runCommand(command, ['by-vendor', '--lake', path.join(lake.stateFolder, 'no', 'where')])).toBe(1);
    expect(err.mock.calls[0]?.[0]).toContain('run npm start');
  });

  it.each([
    [2, ['by-vendor', '--month', '2016-13'], '--month 2016-13: write a month as 2016-01'],
    [2, ['SELECT 1', '--month', '2016-01'], '--month goes with a question by name'],
    [2, ['SELECT', '1'], 'put SQL in quotes'],
    [2, ['by-vendor', '--nonsense'], "'--nonsense'"],
    [1, ['SELECT nothing FROM trips'], 'nothing'],
    [1, ['DROP VIEW trips'], 'Only queries can be run here'],
  ])('exits with %i for %j and gives the reason', async (code, args, message) => {
    expect(await run(...args)).toMatchObject({ code, err: expect.stringContaining(message) });
  });

  it('writes nothing', async () => {
    const before = readdirSync(lake.stateFolder, { recursive: true });
    await run('peak-hour');
    expect(readdirSync(lake.stateFolder, { recursive: true })).toEqual(before);
  });
});

describe('a table of text', () => {
  it('has numbers to the right, texts to the left and empty cells for NULL', () => {
    const columns = [
      { name: 'name', type: 'VARCHAR' },
      { name: 'n', type: 'INTEGER' },
    ];
    const rows = [
      { name: 'Ann', n: 7 },
      { name: null, n: 1234 },
      { name: 'Bo', n: null },
    ];
    expect(formatTable({ columns, rows })).toBe(
      ['name     n', '────  ────', 'Ann      7', '      1234', 'Bo'].join('\n'),
    );
  });
});
