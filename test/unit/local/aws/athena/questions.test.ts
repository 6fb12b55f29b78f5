/** The questions of `athena-sql/`, answered by the local Athena. */
import { namesNoMonth, periodCondition } from '../../../../../athena-sql/period';
import { readQuestions, renderQuestion } from '../../../../../athena-sql/question';
import { Athena } from '../../../../../local/aws/athena/athena';
import { TestLake, type TripRow, trips } from './support';

const lake = new TestLake();
let athena: Athena;

/**
 * New York is five hours behind UTC in January, and leaves daylight saving time on 2016-11-06 at
 * 06:00 UTC.
 */
const rows: readonly TripRow[] = [
  { id: 'a', at: '2016-01-01 05:10:00', duration: 100, passengers: 2, zone: 7 },
  { id: 'a', at: '2016-01-01 05:10:00', duration: 100, passengers: 2, zone: 7, ingestedAt: '2026-01-01 00:00:01' },
  { id: 'b', at: '2016-01-01 05:20:00', duration: 300, vendor: '2', latitude: 40.7512, longitude: -73.9866 },
  { id: 'c', at: '2016-01-02 03:00:00', duration: 600, latitude: 40.7599, longitude: -73.9801 },
  { id: 'd', at: '2016-01-02 04:00:00', duration: 60, zone: 7 },
  { id: 'e', at: '2016-01-02 04:10:00', duration: 60, latitude: 40.7, longitude: -74 },
  { id: 'f', at: '2016-11-06 05:30:00' },
  { id: 'g', at: '2016-11-06 06:30:00' },
];

beforeAll(async () => {
  await lake.add(...rows);
  athena = await Athena.open({ tables: [trips], stateFolder: lake.stateFolder });
});
afterAll(() => {
  athena.close();
  lake.remove();
});

async function ask(name: string, ...months: readonly string[]) {
  const question = readQuestions().find((each) => each.name === name);
  if (!question) throw new Error(`no question ${name}`);
  return athena.query(renderQuestion(question, { period: periodCondition(months) }));
}

describe('the question', () => {
  it('trips-per-hour counts a redelivered trip once, by UTC and New York time', async () => {
    expect((await ask('trips-per-hour', '2016-01')).rows).toEqual([
      { pickup_hour_utc: '2016-01-01 05:00:00', pickup_hour_new_york: '2016-01-01 00:00', trips: 2 },
      { pickup_hour_utc: '2016-01-02 03:00:00', pickup_hour_new_york: '2016-01-01 22:00', trips: 1 },
      { pickup_hour_utc: '2016-01-02 04:00:00', pickup_hour_new_york: '2016-01-01 23:00', trips: 2 },
    ]);
  });

  it('trips-per-hour keeps the two hours at the end of daylight saving apart', async () => {
    expect((await ask('trips-per-hour', '2016-11')).rows).toEqual([
      { pickup_hour_utc: '2016-11-06 05:00:00', pickup_hour_new_york: '2016-11-06 01:00', trips: 1 },
      { pickup_hour_utc: '2016-11-06 06:00:00', pickup_hour_new_york: '2016-11-06 01:00', trips: 1 },
    ]);
  });

  it('average-duration averages over the New York hour of day', async () => {
    expect((await ask('average-duration', '2016-01')).rows).toEqual([
      expect.objectContaining({ hour_new_york: 0, trips: 2, mean_duration_s: 200 }),
      expect.objectContaining({ hour_new_york: 22, trips: 1, mean_duration_s: 600 }),
      expect.objectContaining({ hour_new_york: 23, trips: 2, mean_duration_s: 60 }),
    ]);
  });

  it('peak-hour takes the later of tied hours, by New York day', async () => {
    expect((await ask('peak-hour', '2016-01')).rows).toEqual([
      { day_new_york: '2016-01-01', peak_hour: 23, trips: 2, trips_of_day: 5 },
    ]);
    expect((await ask('peak-hour', '2016-11')).rows).toEqual([
      { day_new_york: '2016-11-06', peak_hour: 1, trips: 1, trips_of_day: 2 },
    ]);
  });

  it('by-vendor compares vendors', async () => {
    expect((await ask('by-vendor', '2016-01')).rows).toEqual([
      { vendor_id: '1', trips: 4, mean_duration_s: 205, passengers: 5, mean_distance_miles: 1.5 },
      { vendor_id: '2', trips: 1, mean_duration_s: 300, passengers: 1, mean_distance_miles: 1.5 },
    ]);
  });

  it('top-dropoff-areas uses zones if there are any, else cells of 0.01 degrees', async () => {
    expect((await ask('top-dropoff-areas', '2016-01')).rows).toEqual([
      { dropoff_zone_id: 7, cell_latitude: null, cell_longitude: null, trips: 2, share_percent: 40 },
      { dropoff_zone_id: null, cell_latitude: 40.75, cell_longitude: -73.99, trips: 2, share_percent: 40 },
      { dropoff_zone_id: null, cell_latitude: 40.7, cell_longitude: -74, trips: 1, share_percent: 20 },
    ]);
  });

  it.each(readQuestions().map(({ name }) => name))('%s reads only the partitions of its period', async (name) => {
    expect(await ask(name, '2016-11')).toMatchObject({ partitionsRead: 2, partitionsTotal: 6 });
    expect(await ask(name, '2016-01', '2016-11')).toMatchObject({ partitionsRead: 6, partitionsTotal: 6 });
    expect(await ask(name, '2015-12')).toMatchObject({ rows: [], partitionsRead: 0 });
  });

  it.each(readQuestions().map((question) => [question.name, question] as const))(
    '%s restricts year and month',
    (_, question) => {
      expect(namesNoMonth(renderQuestion(question, { period: periodCondition(['2016-01']) }))).toBe(false);
    },
  );
});

describe('rendering', () => {
  const question = { name: 'q', question: 'What?', sql: 'SELECT {{a}}, {{b}}, {{a}}' };
  it('puts values in their places', () => {
    expect(renderQuestion(question, { a: '1', b: '$&' })).toBe('SELECT 1, $&, 1');
  });
  it('rejects a missing parameter', () => {
    expect(() => renderQuestion(question, { a: '1' })).toThrow('Question q needs a value for {{b}}.');
  });
  it('rejects an unused parameter', () => {
    expect(() => renderQuestion(question, { a: '1', b: '2', c: '3' })).toThrow('Question q has no parameter {{c}}.');
  });
});

describe('a period', () => {
  it('groups months by year, each once', () => {
    expect(periodCondition(['2016-02', '2015-12', '2016-01', '2016-02'])).toBe(
      '(year = 2015 AND month IN (12) OR year = 2016 AND month IN (1, 2))',
    );
  });
  it('of no month is never', () => {
    expect(periodCondition([])).toBe('(1 = 0)');
  });
  it.each([
    ['SELECT * FROM trips', true],
    ['SELECT * FROM trips WHERE year(pickup_at) = 2016 AND month (pickup_at) = 1', true],
    ['SELECT * FROM trips -- year = 2016 AND month = 1', true],
    ["SELECT * FROM trips WHERE source = 'year month'", true],
    ['SELECT * FROM trips WHERE year = 2016', true],
    ['SELECT * FROM trips WHERE Year = 2016 AND month IN (1)', false],
    ['SELECT 1', false],
  ])('is missed in %s: %s', (sql, missed) => {
    expect(namesNoMonth(sql)).toBe(missed);
  });
});
