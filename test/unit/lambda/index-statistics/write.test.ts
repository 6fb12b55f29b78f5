import { planBatch } from '../../../../lambda/index-statistics/plan';
import { writeDocuments } from '../../../../lambda/index-statistics/write';
import { batch, clock, FakeSearch, rowJson } from './support';

const { documents } = planBatch(batch(...['a', 'b', 'c', 'd'].map((id) => rowJson({ document_id: id }))));
const many = planBatch(batch(...Array.from({ length: 1_500 }, (_, id) => rowJson({ document_id: `${id}` })))).documents;
const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id).join('');
const time = () => clock(60_000);

/** Answers item `id` with a status on every call, or on the first calls only. */
const item = (id: string, status: number, calls = Number.POSITIVE_INFINITY) =>
  new FakeSearch((call) => (each) => (each === id && call <= calls ? { status, type: 'some_exception' } : undefined));

it('writes everything, and reports how fresh it was', async () => {
  const search = new FakeSearch();
  const written = await writeDocuments(search, documents, time());
  expect(ids(written.indexed)).toBe('abcd');
  expect(written).toMatchObject({ unwritten: [], retried: 0, freshness: [3_000, 3_000, 3_000, 3_000] });
  expect(search.store.documents.get('trip-hour/a')?.version).toBe(2 ** 40 + 7);
});

it('makes no call for no documents', async () => {
  const search = new FakeSearch();
  await writeDocuments(search, [], time());
  expect(search.calls).toEqual([]);
});

it('is done with a document when OpenSearch has a higher version', async () => {
  const written = await writeDocuments(item('b', 409), documents, time());
  expect([ids(written.indexed), ids(written.superseded), ids(written.unwritten)]).toEqual(['acd', 'b', '']);
  expect(written.freshness).toHaveLength(3);
});

it('is done with a document that OpenSearch refuses, and keeps its reason', async () => {
  const search = item('b', 400);
  const written = await writeDocuments(search, documents, time());
  expect(written.refused).toEqual([[documents[1], { reason: 'opensearch:some_exception', detail: 'because of b' }]]);
  expect([ids(written.indexed), ids(written.unwritten)]).toEqual(['acd', '']);
  expect(search.calls).toEqual([4]);
});

it.each([429, 500, 503])('resends an item with %d, alone', async (status) => {
  const search = item('c', status, 2);
  const written = await writeDocuments(search, documents, time());
  expect(search.calls).toEqual([4, 1, 1]);
  expect(written).toMatchObject({ unwritten: [], retried: 2 });
  expect(ids(written.indexed)).toBe('abdc');
});

it.each([403, 404])('leaves an item with %d to Lambda at once', async (status) => {
  const search = item('c', status);
  const written = await writeDocuments(search, documents, time());
  expect(search.calls).toEqual([4]);
  expect([ids(written.indexed), ids(written.unwritten)]).toEqual(['abd', 'c']);
  expect(written.error).toBe(`${status} some_exception`);
});

it('gives an item up after four attempts, with growing pauses', async () => {
  const search = item('c', 503);
  const watch = time();
  const written = await writeDocuments(search, documents, watch);
  expect(search.calls).toEqual([4, 1, 1, 1]);
  expect(watch.pauses).toEqual([200, 400, 800]);
  expect(ids(written.unwritten)).toBe('c');
});

it.each([
  ['a cut connection', new Error('ECONNRESET')],
  ['429', { status: 429 }],
  ['503', { status: 503 }],
  ['an answer that cannot be read', { status: 200, body: '{' }],
])('repeats the call after %s', async (_, reply) => {
  const search = new FakeSearch((call) => (call < 3 ? reply : undefined));
  const written = await writeDocuments(search, documents, time());
  expect(search.calls).toEqual([4, 4, 4]);
  expect(written).toMatchObject({ unwritten: [], retried: 8 });
});

it.each([400, 403, 404, 413])('does not repeat a call with %d, and makes no later call', async (status) => {
  const search = new FakeSearch(() => ({ status }));
  const written = await writeDocuments(search, many, time());
  expect(search.calls).toEqual([1_000]);
  expect(written).toMatchObject({ indexed: [], refused: [], error: `${status} some_exception` });
  expect(written.unwritten).toEqual(many);
});

it('reads the password again after 401 and goes on', async () => {
  const search = new FakeSearch((call) => (call === 1 ? { status: 401 } : undefined));
  const written = await writeDocuments(search, documents, time());
  expect(search.renewals).toBe(1);
  expect(ids(written.indexed)).toBe('abcd');
});

it('fails the batch when the password is wrong a second time', async () => {
  const search = new FakeSearch(() => ({ status: 401, body: 'Unauthorized' }));
  const written = await writeDocuments(search, many, time());
  expect([search.renewals, search.calls]).toEqual([1, [1_000, 1_000]]);
  expect(written.unwritten).toEqual(many);
  expect(written.error).toBe('401 no reason given');
});

it('writes later calls when only items of an earlier one failed', async () => {
  const search = new FakeSearch(() => (id) => (id === '3' ? { status: 404, type: 'x' } : undefined));
  const written = await writeDocuments(search, many, time());
  expect(written.unwritten.map(({ id }) => id)).toEqual(['3']);
  expect(written.indexed).toHaveLength(1_499);
});

it('reserves time to keep refused rows, and limits a call to the time left', async () => {
  const search = new FakeSearch(() => new Error('down'));
  const written = await writeDocuments(search, documents, clock(5_500));
  expect(search.timeouts).toEqual([500, 300]);
  expect(written.unwritten).toEqual(documents);
  expect(written.error).toBe('Error: down');
});

it('makes no call when no time is left, and says so', async () => {
  const search = new FakeSearch();
  const written = await writeDocuments(search, documents, clock(5_000));
  expect(search.calls).toEqual([]);
  expect(written).toMatchObject({ unwritten: documents, error: 'No time was left to write it.' });
});
