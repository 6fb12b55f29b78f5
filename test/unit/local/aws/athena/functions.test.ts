/** Trino's functions, run by the local Athena. */
import { Athena } from '../../../../../local/aws/athena/athena';

let athena: Athena;
beforeAll(async () => {
  athena = await Athena.open({ tables: [], stateFolder: '.' });
});
afterAll(() => athena.close());

const value = async (expression: string) => (await athena.query(`SELECT ${expression} AS value`)).rows[0]?.value;

describe('a Trino function', () => {
  it.each([
    ["date_parse('2016-01-02 03:04:05', '%Y-%m-%d %H:%i:%s')", '2016-01-02 03:04:05'],
    ["date_parse('2 January 2016, 3 pm', '%e %M %Y, %l %p')", '2016-01-02 15:00:00'],
    ["date_format(TIMESTAMP '2016-01-02 03:04:05', '%d/%c/%y %T, %W')", '02/1/16 03:04:05, Saturday'],
    ["date_format(TIMESTAMP '2016-01-02 15:04:05', '%h:%i %p %M')", '03:04 PM January'],
    ["from_iso8601_timestamp('2016-01-02T03:04:05-05:00')", '2016-01-02 08:04:05+00'],
    ["from_iso8601_date('2016-01-02')", '2016-01-02'],
    ["to_iso8601(DATE '2016-01-02')", '2016-01-02'],
    ["to_iso8601(TIMESTAMP '2016-01-02 03:04:05.678')", '2016-01-02T03:04:05.678'],
    ["to_iso8601(with_timezone(TIMESTAMP '2016-01-02 03:04:05', 'UTC'))", '2016-01-02T03:04:05.000Z'],
    ["to_unixtime(TIMESTAMP '1970-01-02 00:00:00')", 86400],
    ['from_unixtime(86400)', '1970-01-02 00:00:00+00'],
    ["date_add('month', 1, TIMESTAMP '2016-01-31 00:00:00')", '2016-02-29 00:00:00'],
    ["date_add('hour', -2, TIMESTAMP '2016-01-01 01:00:00')", '2015-12-31 23:00:00'],
    ["date_diff('day', TIMESTAMP '2016-01-01 23:00:00', TIMESTAMP '2016-01-02 22:00:00')", 0],
    ["date_diff('second', TIMESTAMP '2016-01-01 00:00:00', TIMESTAMP '2016-01-01 00:01:00')", 60],
    ["day_of_week(DATE '2016-01-04')", 1],
    ["day_of_week(DATE '2016-01-03')", 7],
    ["day_of_month(DATE '2016-01-03')", 3],
    ["day_of_year(DATE '2016-02-01')", 32],
    ["year_of_week(DATE '2016-01-01')", 2015],
    ["hour(TIMESTAMP '2016-01-01 05:06:07')", 5],
    ["minute(TIMESTAMP '2016-01-01 05:06:07')", 6],
    ['cardinality(ARRAY[1, 2, 3])', 3],
    ['element_at(ARRAY[4, 5], 2)', 5],
    ['element_at(ARRAY[4, 5], 3)', null],
    ['json_extract_scalar(\'{"a":{"b":7}}\', \'$.a.b\')', '7'],
    ["regexp_like('Harlem', '^Har')", true],
    ['if(1 > 2, 3, 4)', 4],
    ['5 / 2', 2],
    ['5e0 / 2', 2.5],
    ['try(CAST(NULL AS integer))', null],
  ])('%s', async (expression, expected) => {
    expect(await value(expression)).toEqual(expected);
  });

  it('at_timezone and with_timezone know daylight saving', async () => {
    const newYork = (at: string) =>
      value(`hour(at_timezone(with_timezone(TIMESTAMP '${at}', 'UTC'), 'America/New_York'))`);
    expect([await newYork('2016-01-01 05:00:00'), await newYork('2016-07-01 05:00:00')]).toEqual([0, 1]);
    expect([await newYork('2016-11-06 05:30:00'), await newYork('2016-11-06 06:30:00')]).toEqual([1, 1]);
    expect(await value("to_unixtime(with_timezone(TIMESTAMP '1970-01-01 00:00:00', 'America/New_York'))")).toBe(18000);
  });

  it('at_timezone treats a timestamp without a zone as UTC, as Trino does', async () => {
    expect(await value("hour(at_timezone(TIMESTAMP '2016-01-01 05:00:00', 'America/New_York'))")).toBe(0);
  });

  it('great_circle_distance returns kilometres', async () => {
    expect(await value('great_circle_distance(40.758, -73.9855, 40.6892, -74.0445)')).toBeCloseTo(9.13, 1);
    expect(await value('great_circle_distance(0, 0, 0, 180)')).toBeCloseTo(Math.PI * 6371.01, 3);
  });

  it('approx_distinct and approx_percentile work within groups', async () => {
    const { rows } = await athena.query(
      'SELECT g, approx_distinct(n) AS d, approx_percentile(n, 0.5) AS p FROM (VALUES (1, 5), (1, 5), (1, 9), (2, 7)) AS t(g, n) GROUP BY g ORDER BY g',
    );
    expect(rows).toEqual([
      { g: 1, d: 2, p: 5 },
      { g: 2, d: 1, p: 7 },
    ]);
  });
});
