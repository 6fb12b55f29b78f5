import { bulkBody, bulkCalls, readItems } from '../../../../lambda/index-statistics/bulk-call';
import { planBatch } from '../../../../lambda/index-statistics/plan';
import { batch, rowJson } from './support';

const documents = (count: number, padding = 0) =>
  planBatch(
    batch(...Array.from({ length: count }, (_, id) => rowJson({ document_id: `${id}`, pad: 'é'.repeat(padding) }))),
  ).documents;

it('writes an action and a document, one per line, with an external version', () => {
  const [action, source, end] = bulkBody(documents(1)).split('\n');
  expect(JSON.parse(action ?? '')).toEqual({
    index: { _index: 'trip-hour', _id: '0', version: 2 ** 40 + 7, version_type: 'external_gte' },
  });
  expect(JSON.parse(source ?? '')).toMatchObject({ trips: 7 });
  expect(end).toBe('');
});

it('makes calls of at most 1,000 documents', () => {
  expect(bulkCalls(documents(2_001)).map(({ length }) => length)).toEqual([1_000, 1_000, 1]);
});

it('makes calls of at most 5 MB, counting bytes and not characters', () => {
  const calls = bulkCalls(documents(12, 450_000));
  expect(calls.map(({ length }) => length)).toEqual([5, 5, 2]);
  for (const call of calls) expect(Buffer.byteLength(bulkBody(call))).toBeLessThanOrEqual(5_000_000);
});

it('makes no call for no documents', () => {
  expect(bulkCalls([])).toEqual([]);
});

const items = (...each: readonly object[]) => ({
  status: 200,
  body: JSON.stringify({ items: each.map((index) => ({ index })) }),
});
const one = (index: object) => readItems(items(index), 1)?.[0];

it('reads each item of an answer that has errors', () => {
  const answer = items(
    { status: 201 },
    { status: 200 },
    { status: 409, error: {} },
    { status: 503, error: { type: 'x' } },
  );
  expect(readItems(answer, 4)?.map(({ kind }) => kind)).toEqual(['indexed', 'indexed', 'superseded', 'failed']);
});

it('keeps the reason of a refusal and what caused it', () => {
  const error = { type: 'mapper_parsing_exception', reason: 'no long', caused_by: { reason: '5.7' } };
  expect(one({ status: 400, error })).toEqual({
    kind: 'refused',
    refusal: { reason: 'opensearch:mapper_parsing_exception', detail: 'no long; 5.7' },
  });
});

it.each(['index_closed_exception', 'validation_exception'])(
  'takes %s for trouble of the cluster, not of the document',
  (type) => {
    expect(one({ status: 400, error: { type } })).toEqual({ kind: 'failed', status: 400, error: `400 ${type}` });
  },
);

it.each([403, 404, 429, 500, 503])('counts an item with %d as unwritten', (status) => {
  expect(one({ status, error: { type: 'x' } })).toMatchObject({ kind: 'failed', status });
});

it.each([
  ['of another status', { status: 503, body: '{"items":[{"index":{"status":201}}]}' }],
  ['with too few items', { status: 200, body: '{"items":[]}' }],
  ['that was cut short', { status: 200, body: '{"items":[{"ind' }],
  ['without items', { status: 200, body: 'null' }],
])('does not believe an answer %s', (_, answer) => {
  expect(readItems(answer, 1)).toBeUndefined();
});
