import { readRow } from '../../../../lambda/index-statistics/row';
import { HOUR, rowJson } from './support';

const read = (text: string | Uint8Array) => readRow(Buffer.from(text as string));

it('makes a document of a row, without its index, id and version', () => {
  const { statistic, document_id, n, ...document } = HOUR;
  const row = read(rowJson());
  expect(row).toEqual({
    index: 'trip-hour',
    id: '2016010105',
    version: 2 ** 40 + 7,
    source: expect.any(String),
    arrivedAt: Date.parse('2026-01-02T03:04:05Z'),
  });
  expect('source' in row && JSON.parse(row.source)).toEqual(document);
});

it('writes masked trips to an index for the month of their pickup', () => {
  const masked = { statistic: 'trip-masked', document_id: 'id1', pickup_at: '2016-03-31T23:59:00Z' };
  expect(read(rowJson(masked))).toMatchObject({ index: 'trip-masked-2016.03', id: 'id1' });
});

it('lets a later generation win over any n', () => {
  const version = (changes: object) => (read(rowJson(changes as typeof HOUR)) as { version: number }).version;
  expect(version({ generation: 2, n: 0 })).toBeGreaterThan(version({ generation: 1, n: 2 ** 40 - 1 }));
  expect(version({ generation: 8191, n: 2 ** 40 - 1 })).toBe(Number.MAX_SAFE_INTEGER);
});

it('leaves an unknown field for OpenSearch to refuse', () => {
  const row = read(rowJson({ reason: 'x', surprise: 1 }));
  expect('source' in row && JSON.parse(row.source)).toMatchObject({ reason: 'x', surprise: 1 });
});

it('omits the arrival when the row has none', () => {
  expect(read(rowJson({ arrived_at: undefined }))).not.toHaveProperty('arrivedAt');
  expect(read(rowJson({ arrived_at: 'soon' }))).not.toHaveProperty('arrivedAt');
});

it.each([
  ['not json', 'document:not_json'],
  ['', 'document:not_json'],
  ['[1]', 'document:not_an_object'],
  ['null', 'document:not_an_object'],
  ['7', 'document:not_an_object'],
  [Uint8Array.of(0x7b, 0xff), 'document:not_utf8'],
  ['{}', 'statistic:unknown_value'],
  [rowJson({ statistic: 'toString' }), 'statistic:unknown_value'],
  [rowJson({ statistic: 'trip-week' }), 'statistic:unknown_value'],
  [rowJson({ document_id: undefined }), 'document_id:missing'],
  [rowJson({ document_id: '' }), 'document_id:missing'],
  [rowJson({ document_id: 5 }), 'document_id:missing'],
  [rowJson({ document_id: 'é'.repeat(257) }), 'document_id:too_large'],
  [rowJson({ generation: undefined }), 'generation:malformed'],
  [rowJson({ generation: 8192 }), 'generation:malformed'],
  [rowJson({ generation: '1' }), 'generation:malformed'],
  [rowJson({ n: 1.5 }), 'n:malformed'],
  [rowJson({ n: -1 }), 'n:malformed'],
  [rowJson({ n: 2 ** 40 }), 'n:malformed'],
  [rowJson({ statistic: 'trip-masked' }), 'pickup_at:malformed'],
  [rowJson({ statistic: 'trip-masked', pickup_at: '2016-13-01T00:00:00Z' }), 'pickup_at:malformed'],
  [rowJson({ statistic: 'trip-masked', pickup_at: '*-01-01' }), 'pickup_at:malformed'],
])('says why %j is not a row', (text, reason) => {
  expect(read(text)).toEqual({ reason });
});

it('accepts an id as long as OpenSearch does', () => {
  expect(read(rowJson({ document_id: 'é'.repeat(256) }))).toHaveProperty('id');
});
