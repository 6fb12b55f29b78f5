import { HeaderError } from '../../../../telemetry/csv/header';
import { LineError } from '../../../../telemetry/csv/lines';
import { type Row, RowReader } from '../../../../telemetry/csv/row-reader';
import { reason } from '../../../../telemetry/problem';

const HEADER = 'id,vendor_id,pickup_datetime,dropoff_datetime,passenger_count';
const ROW = 'id1,1,1/1/2016 0:00,1/1/2016 0:14,5';

/** Reads a text in pieces of `size` characters. */
function read(text: string, size = text.length || 1): Row[] {
  const reader = new RowReader();
  const rows: Row[] = [];
  for (let at = 0; at < text.length; at += size) rows.push(...reader.push(text.slice(at, at + size)));
  return [...rows, ...reader.finish()];
}
const ids = (rows: readonly Row[]) =>
  rows.map(({ outcome }) => ('trip' in outcome ? outcome.trip.trip_id : outcome.problems.map(reason).join()));

it.each([
  ['LF', '\n'],
  ['CRLF', '\r\n'],
  ['CR alone', '\r'],
])('reads lines that end in %s, wherever the text is cut', (_, end) => {
  const text = [HEADER, ROW, ROW.replace('id1', 'id2'), ''].join(end);
  for (let size = 1; size <= text.length; size++) {
    const rows = read(text, size);
    expect(ids(rows)).toEqual(['id1', 'id2']);
    expect(rows.map(({ line }) => line)).toEqual([2, 3]);
  }
});

it('reads a header that ends in LF over rows that end in CRLF', () => {
  expect(ids(read(`${HEADER}\n${ROW}\r\n${ROW}\r\n`))).toEqual(['id1', 'id1']);
});

it('reads the last row without a line end', () => {
  expect(ids(read(`${HEADER}\n${ROW}`))).toEqual(['id1']);
});

it('ignores a byte order mark, blanks in the header, blank lines and an unnamed index column', () => {
  const rows = read(
    `\uFEFF, id ,VENDOR_ID, Pickup_DateTime ,dropoff_datetime\n\n0,id1,1,1/1/2016 0:00,1/1/2016 0:14\n,,,,\n`,
  );
  expect(ids(rows)).toEqual(['id1']);
  expect(rows[0]?.line).toBe(3);
});

it('reads rows that are wider than the header by empty cells only', () => {
  expect(ids(read(`${HEADER}\n${ROW},,\n${ROW},,7\n`))).toEqual(['id1', 'row:wrong_width']);
});

it('rejects a row that is too short, keeping its text and line', () => {
  const [row] = read(`${HEADER}\nid1,1,1/1/2016 0:00\n`);
  expect(row).toEqual({
    line: 2,
    text: 'id1,1,1/1/2016 0:00',
    outcome: { problems: [{ field: 'row', code: 'wrong_width', value: 3 }] },
  });
});

it('honours quotes where they occur', () => {
  const rows = read(`${HEADER}\nid1,1,"12/1/2020, 5:37:13 AM","12/1/2020, 5:47:13 AM",5\n${ROW}\n`);
  expect(rows[0]?.outcome).toMatchObject({ trip: { pickup_at: '2020-12-01T10:37:13Z', duration_s: 600 } });
  expect(ids(rows)).toEqual(['id1', 'id1']);
});

it('loses only the row that leaves a quote open', () => {
  expect(ids(read(`${HEADER}\n${ROW}\n"id2,1,1/1/2016 0:00,1/1/2016 0:14,5\n${ROW}\n`))).toEqual([
    'id1',
    'row:unclosed_quote',
    'id1',
  ]);
});

it('treats a quote inside a cell as a character', () => {
  expect(ids(read(`${HEADER}\nid"1,1,1/1/2016 0:00,1/1/2016 0:14,5\n`))).toEqual(['id"1']);
});

it('derives an id where the file has none, the same for the same row whatever its blanks', () => {
  const text = (row: string) => `VendorID,tpep_pickup_datetime,tpep_dropoff_datetime,fare\n${row}\n`;
  const [one] = ids(read(text('2,2016-01-01 00:00:00,2016-01-01 00:10:00,5.5')));
  expect(one).toMatch(/^[0-9a-f]{32}$/);
  expect(ids(read(text('2, 2016-01-01 00:00:00 ,2016-01-01 00:10:00, 5.5')))).toEqual([one]);
  expect(ids(read(text('2,2016-01-01 00:00:00,2016-01-01 00:10:00,6.5')))).not.toEqual([one]);
});

it.each([
  [
    'a file without a header',
    `${ROW}\n${ROW}\n`,
    /has no header: its first line is data.*pickup_at \(pickup_datetime,/,
  ],
  [
    'a header that is not known',
    'a,b,c\n1,2,3\n',
    /the header is not known \(a,b,c\).*vendor_id \(vendorid, vendor_name\)/,
  ],
  [
    'a header without vendor',
    'id,pickup_datetime,trip_duration\n',
    /Expected, in any order and beside any others: vendor_id/,
  ],
  [
    'a header without drop-off and duration',
    'id,vendor_id,pickup_datetime\n',
    /dropoff_at \(.*\), or duration_s \(trip_duration\)/,
  ],
  ['an empty file', '', /the file is empty/],
  ['a file of blank lines', '\n\n', /the file is empty/],
])('says what was expected of %s', (_, text, message) => {
  expect(() => read(text)).toThrow(HeaderError);
  expect(() => read(text)).toThrow(message);
});

it('refuses a file that has no lines at all', () => {
  expect(() => read('x'.repeat(1_048_577))).toThrow(LineError);
});

it('names the columns that it does not read', () => {
  const reader = new RowReader();
  reader.push(`${HEADER},fare_amount, Tip ,\n`);
  expect(reader.header?.ignored).toEqual(['fare_amount', 'Tip']);
});
