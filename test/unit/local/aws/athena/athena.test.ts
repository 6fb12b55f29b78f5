/** What the local Athena reads, refuses and counts. */
import { writeFileSync } from 'node:fs';
import { Athena } from '../../../../../local/aws/athena/athena';
import type { TableWiring } from '../../../../../local/aws/template/wiring';
import { TestLake, trips } from './support';

let lake: TestLake;
let athena: Athena | undefined;
beforeEach(() => {
  lake = new TestLake();
});
afterEach(() => {
  athena?.close();
  athena = undefined;
  lake.remove();
});

async function open(tables: readonly TableWiring[] = [trips]): Promise<Athena> {
  athena = await Athena.open({ tables, stateFolder: lake.stateFolder });
  return athena;
}

const twoDays = () =>
  lake.add(
    { id: 'a', at: '2016-01-01 05:00:00' },
    { id: 'b', at: '2016-01-01 05:30:00', vendor: '2' },
    { id: 'c', at: '2016-01-01 23:00:00' },
    { id: 'd', at: '2016-02-02 05:00:00' },
  );

describe('a table', () => {
  it('of an empty lake is empty, with the types of the Glue table', async () => {
    const { rows, columns, partitionsTotal } = await (await open()).query('SELECT * FROM trips');
    expect(rows).toEqual([]);
    expect(partitionsTotal).toBe(0);
    expect(columns.map(({ name, type }) => `${name} ${type}`)).toEqual(
      expect.arrayContaining([
        'trip_id VARCHAR',
        'pickup_at TIMESTAMP',
        'duration_s INTEGER',
        'hour INTEGER',
        'vendor_id VARCHAR',
      ]),
    );
    expect(columns).toHaveLength(trips.columns.length + trips.partitionKeys.length);
  });

  it('has the same types when it holds rows', async () => {
    const empty = await (await open()).query('SELECT * FROM trips');
    await twoDays();
    const full = await (await open()).query('SELECT * FROM trips');
    expect(full.columns).toEqual(empty.columns);
    expect(full.rows).toHaveLength(4);
  });

  it('is found with and without its database, and shows new objects', async () => {
    const here = await open();
    await twoDays();
    expect((await here.query('SELECT count(*) AS n FROM tripstream.trips')).rows).toEqual([{ n: 4 }]);
    await lake.add({ id: 'e', at: '2016-03-01 00:00:00' });
    expect((await here.query('SELECT count(*) AS n FROM trips')).rows).toEqual([{ n: 5 }]);
  });

  it('takes its partition keys from the folders', async () => {
    await twoDays();
    const { rows } = await (await open()).query(
      "SELECT year, month, day, hour, vendor_id FROM trips WHERE trip_id = 'b'",
    );
    expect(rows).toEqual([{ year: 2016, month: 1, day: 1, hour: 5, vendor_id: '2' }]);
  });

  it.each([
    ['a year out of range', 'year=2031/month=01/day=01/hour=05/vendor_id=1'],
    ['a month without its two digits', 'year=2016/month=1/day=01/hour=05/vendor_id=1'],
    ['an hour out of range', 'year=2016/month=01/day=01/hour=24/vendor_id=1'],
    ['a vendor that the enum does not have', 'year=2016/month=01/day=01/hour=05/vendor_id=3'],
    ['a folder that is not a number', 'year=2016/month=01/day=xx/hour=05/vendor_id=1'],
    ['a folder that is not in the template', 'year=2016/month=01/day=01/hour=05/vendor=1'],
  ])('does not show %s, as partition projection would not', async (_, folder) => {
    await lake.add({ id: 'seen', at: '2016-01-01 05:00:00' });
    await lake.write(`trips/${folder}/x.parquet`, "SELECT 'unseen' AS trip_id");
    const { rows, partitionsTotal } = await (await open()).query('SELECT trip_id FROM trips');
    expect(rows).toEqual([{ trip_id: 'seen' }]);
    expect(partitionsTotal).toBe(1);
  });

  it('skips objects whose names begin with a dot or an underscore', async () => {
    await lake.add({ id: 'seen', at: '2016-01-01 05:00:00' });
    await lake.write('trips/year=2016/month=01/day=01/hour=05/vendor_id=1/_temporary', "SELECT 'unseen' AS trip_id");
    expect((await (await open()).query('SELECT trip_id FROM trips')).rows).toHaveLength(1);
  });

  it('reads objects from before a column was added, older or newer ones first', async () => {
    const partition = (day: string) => `trips/year=2016/month=01/day=${day}/hour=05/vendor_id=1`;
    await lake.write(`${partition('01')}/old.parquet`, "SELECT 'old-1' AS trip_id");
    await lake.add({ id: 'new', at: '2016-01-02 05:00:00', duration: 700 });
    await lake.write(`${partition('03')}/old.parquet`, "SELECT 'old-3' AS trip_id");
    const sql = 'SELECT trip_id, duration_s FROM trips WHERE day >= FIRST ORDER BY trip_id';
    for (const first of ['1', '2']) {
      const { rows } = await (await open()).query(sql.replace('FIRST', first));
      expect(rows).toContainEqual({ trip_id: 'new', duration_s: 700 });
      expect(rows).toContainEqual({ trip_id: 'old-3', duration_s: null });
    }
  });

  it('reads objects from before a column was added if only the first objects have it', async () => {
    await lake.add({ id: 'new', at: '2016-01-01 05:00:00' });
    await lake.write('trips/year=2016/month=01/day=02/hour=05/vendor_id=1/old.parquet', "SELECT 'old' AS trip_id");
    const { rows } = await (await open()).query('SELECT trip_id, duration_s FROM trips ORDER BY trip_id');
    expect(rows).toEqual([
      { trip_id: 'new', duration_s: 600 },
      { trip_id: 'old', duration_s: null },
    ]);
  });

  it('without partition keys reads its folder', async () => {
    await lake.write('flat/x.parquet', 'SELECT 7 AS n');
    const flat: TableWiring = {
      ...trips,
      name: 'flat',
      columns: [{ name: 'n', type: 'bigint' }],
      partitionKeys: [],
      locationPrefix: 'flat/',
      parameters: {},
    };
    expect(await (await open([flat])).query('SELECT n FROM flat')).toMatchObject({
      rows: [{ n: 7 }],
      partitionsRead: 1,
      partitionsTotal: 1,
    });
  });
});

describe('a query', () => {
  const read = async (sql: string) => {
    await twoDays();
    const { partitionsRead, partitionsTotal } = await (await open()).query(sql);
    return [partitionsRead, partitionsTotal];
  };

  it.each([
    ['SELECT * FROM trips', 4],
    ['SELECT * FROM trips WHERE year = 2016 AND month = 1', 3],
    ['SELECT * FROM trips WHERE (year = 2015 AND month IN (12)) OR (year = 2016 AND month IN (2))', 1],
    ["SELECT * FROM trips WHERE month = 1 AND day = 1 AND hour BETWEEN 4 AND 6 AND vendor_id = '2'", 1],
    ['SELECT * FROM trips WHERE month = 3', 0],
    ["SELECT * FROM trips WHERE pickup_at > TIMESTAMP '2016-02-01 00:00:00'", 4],
    ['SELECT * FROM trips WHERE month = 2 UNION ALL SELECT * FROM trips WHERE hour = 23', 2],
    ['SELECT * FROM trips WHERE month = 2 UNION ALL SELECT * FROM trips WHERE day = 2', 1],
    [
      'WITH copy AS (SELECT *, row_number() OVER (PARTITION BY trip_id ORDER BY ingested_at) AS n FROM trips WHERE month = 2) SELECT * FROM copy WHERE n = 1',
      1,
    ],
    ['SELECT 1', 0],
  ])('%s reads %i partitions', async (sql, expected) => {
    expect(await read(sql)).toEqual([expected, sql === 'SELECT 1' ? 0 : 4]);
  });

  it('counts partitions, not their objects', async () => {
    await lake.add(
      { id: 'a', at: '2016-01-01 05:00:00' },
      { id: 'b', at: '2016-01-01 05:10:00' },
      { id: 'c', at: '2016-01-01 06:00:00' },
    );
    expect(await (await open()).query('SELECT * FROM trips WHERE hour = 5')).toMatchObject({
      partitionsRead: 1,
      partitionsTotal: 2,
    });
  });

  it('does not read a partition that its condition excludes', async () => {
    await lake.add({ id: 'a', at: '2016-01-01 05:00:00' });
    await lake.write('trips/year=2016/month=02/day=01/hour=05/vendor_id=1/x.parquet', 'SELECT 1 AS trip_id');
    writeFileSync(
      `${lake.stateFolder}/lake/trips/year=2016/month=02/day=01/hour=05/vendor_id=1/x.parquet`,
      'not Parquet',
    );
    const here = await open();
    expect((await here.query('SELECT count(*) AS n FROM trips WHERE month = 1')).rows).toEqual([{ n: 1 }]);
    await expect(here.query('SELECT count(*) AS n FROM trips')).rejects.toThrow();
  });

  it('returns whole numbers and decimals as numbers if that is exact', async () => {
    const { rows } = await (await open()).query(
      "SELECT count(*) AS n, sum(CAST(7 AS bigint)) AS s, 1.50 AS d, 9007199254740993 AS big, TIMESTAMP '2016-01-01 05:00:00' AS t",
    );
    expect(rows).toEqual([{ n: 1, s: 7, d: 1.5, big: expect.anything(), t: '2016-01-01 05:00:00' }]);
    expect(String(rows[0]?.big)).toBe('9007199254740993');
  });

  it.each([
    'DROP VIEW trips',
    'CREATE TABLE x (a int)',
    "COPY (SELECT 1) TO '/tmp/x'",
    "EXPLAIN ANALYZE COPY (SELECT 1) TO '/tmp/x'",
    'SET threads = 1',
  ])('that is %s is refused', async (sql) => {
    await expect((await open()).query(sql)).rejects.toThrow('Only queries can be run here: begin with SELECT or WITH.');
  });

  it('must be a single statement', async () => {
    await expect((await open()).query('SELECT 1; SELECT 2')).rejects.toThrow(
      'Send one statement at a time: this text has 2.',
    );
  });

  it('names the months that the lake holds', async () => {
    await twoDays();
    expect((await open()).months()).toEqual(['2016-01', '2016-02']);
  });
});

describe('opening refuses', () => {
  const change = (parameters: Record<string, string>): TableWiring => ({
    ...trips,
    parameters: { ...trips.parameters, ...parameters },
  });
  it.each<[string, TableWiring, string]>([
    ['partition keys without projection', change({ 'projection.enabled': 'false' }), 'Athena would see no partitions'],
    ['an unsupported projection type', change({ 'projection.day.type': 'date' }), 'projection.day.type = "date"'],
    ['an invalid range', change({ 'projection.day.range': 'NOW' }), 'projection.day.range = "NOW"'],
    [
      'a location that is not of Hive’s form',
      change({ 'storage.location.template': 's3://lake/trips/$' + '{year}/' }),
      'Hive folder',
    ],
    [
      'an unsupported column type',
      { ...trips, columns: [{ name: 'x', type: 'map<int,int>' }] },
      'Glue type "map<int,int>"',
    ],
  ])('%s', async (_, table, message) => {
    await expect(open([table])).rejects.toThrow(message);
  });

  it('a projection without its range', async () => {
    const { 'projection.hour.range': _, ...parameters } = trips.parameters;
    await expect(open([{ ...trips, parameters }])).rejects.toThrow('lacks the parameter projection.hour.range');
  });
});
