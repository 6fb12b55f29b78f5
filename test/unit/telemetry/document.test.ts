import type { Trip } from '../../../telemetry/catalogue';
import { type Row, RowReader } from '../../../telemetry/csv/row-reader';
import { DocumentMaker, type TripDocument, textOf, tripOf } from '../../../telemetry/document';

const SOURCE = 'january "new" ü.csv';
const HEADER =
  'id,vendor_id,pickup_datetime,dropoff_datetime,passenger_count,pickup_longitude,pickup_latitude,store_and_fwd_flag,trip_distance,trip_duration,PULocationID,note';

/** Cells that are plain, and cells of every other kind, for each column. */
const CELLS: readonly (readonly string[])[] = [
  ['id00001', 'id1', '42', 'N', '-', '', ' id1', 'id 1', 'i"d', 'NULL', 'NA12', 'ü', '\\N', 'a\\b'],
  ['1', '2', '2.0', 'VTS', 'vts', '9', '', '-', 'toString', ' 1', 'NaN'],
  [
    '2016-03-14 17:24:55',
    '1/1/2016 0:00',
    '2016-11-06 01:30:00',
    '2016-02-30 10:00:00',
    '',
    'yesterday',
    '2016-03-14T17:24:55Z',
  ],
  ['2016-03-14 17:32:30', '1/1/2016 0:14', '2016-11-06 01:10:00', '', '-', '2016-03-14 17:32:30.250'],
  ['1', '0', '01', '1.0', '', '-1', '99999999999', '1e2', ' 3', 'x', '2147483648'],
  ['-73.98', '0', '-0', '0.5', '.5', '5.', '+1', '007', '1e3', '-', '', '-73.982154846191406', 'NaN', '--1', '1.2.3'],
  ['40.76', '40', '4o', 'Infinity', '0x1F', ' 40.1 '],
  ['Y', 'N', 'y', '1', '0', 'true', 'maybe', '', '-', 'toString'],
  ['7.10', '0.0', '-1', '', '12345678901234567890'],
  ['455', '0', '-5', '455.0', '', '-', '4 5'],
  ['100', '', '0100', '265'],
  ['', 'anything', '"quoted, with a comma"', '"left open', 'a\tb', ' '],
];

const read = (text: string): Row<TripDocument>[] => {
  const reader = new RowReader((header) => new DocumentMaker(header, SOURCE));
  return [...reader.push(text), ...reader.finish()];
};

const readSlowly = (text: string) => {
  const reader = new RowReader();
  return [...reader.push(text), ...reader.finish()];
};

/** Turns −0 into 0, as only one of the two ways of writing JSON keeps its sign. */
const withoutMinusZero = (trip: Trip) => JSON.parse(JSON.stringify(trip)) as Trip;

/** The trip, or the problems. */
function opened({ line, outcome }: Row<TripDocument>) {
  return 'problems' in outcome
    ? { line, problems: outcome.problems }
    : { line, trip: withoutMinusZero(tripOf(outcome)) };
}

function expected({ line, outcome }: ReturnType<typeof readSlowly>[number]) {
  if ('problems' in outcome) return { line, problems: outcome.problems };
  return { line, trip: withoutMinusZero({ ...outcome.trip, source: outcome.trip.source ?? SOURCE }) };
}

/** Rows in which each column in turn takes each of its cells while the others are plain. */
const ROWS = CELLS.flatMap((cells, column) =>
  cells.map((cell) => CELLS.map((others, other) => (other === column ? cell : others[0])).join(',')),
);

it('gives the same trip or problems as cleansing for every row', () => {
  const text = `${HEADER}\n${ROWS.join('\n')}\n`;
  const slow = readSlowly(text).map(expected);
  expect(slow.length).toBeGreaterThan(90);
  expect(read(text).map(opened)).toEqual(slow);
});

it.each([
  ['without an id, and so with one derived', HEADER.replace('id,', 'x,')],
  ['without a duration, and so with one from its times', HEADER.replace('trip_duration', 'x')],
  ['with a source of its own', HEADER.replace('note', 'source')],
  ['of fewer columns than its rows', HEADER.replace(',note', '')],
  ['of more columns than its rows', `${HEADER},more`],
])('does so in a file %s', (_case, header) => {
  const text = `${header}\r\n${ROWS.join('\r\n')}\r\n\r\n,,,\r\n`;
  expect(read(text).map(opened)).toEqual(readSlowly(text).map(expected));
});

it('does so wherever the text is cut', () => {
  const text = `${HEADER}\n${ROWS.slice(0, 40).join('\n')}\n`;
  const whole = readSlowly(text).map(expected);
  for (const size of [1, 7, 64, 500]) {
    const reader = new RowReader((header) => new DocumentMaker(header, SOURCE));
    const rows: unknown[] = [];
    // A document is overwritten when the next rows are read.
    for (let at = 0; at < text.length; at += size) rows.push(...reader.push(text.slice(at, at + size)).map(opened));
    expect([...rows, ...reader.finish().map(opened)]).toEqual(whole);
  }
});

it('takes the short way for a row whose values are plain', () => {
  const [row] = read(`${HEADER}\n${CELLS.map(([cell]) => cell).join(',')}\n`);
  // A decimal keeps its spelling; cleansing would turn it into a number.
  expect(row && 'bytes' in row.outcome && textOf(row.outcome)).toContain('"distance_miles":7.10');
});

it('writes the keys in the order in which cleansing sets them', () => {
  const plain = read(`${HEADER}\n${ROWS[0]}\n`).map(opened);
  const slow = readSlowly(`${HEADER}\n${ROWS[0]}\n`).map(expected);
  expect(JSON.stringify(plain)).toBe(JSON.stringify(slow));
});
