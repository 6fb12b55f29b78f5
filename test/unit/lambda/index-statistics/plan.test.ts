import { planBatch } from '../../../../lambda/index-statistics/plan';
import { aggregate, batch, rowJson } from './support';

const hour = (id: string, n: number, more: object = {}) => rowJson({ document_id: id, n, trips: n, ...more });
const brief = (...data: readonly (string | Uint8Array)[]) =>
  planBatch(batch(...data)).documents.map(({ id, version, first, rows }) => [id, version % 2 ** 40, first, rows]);

it('sends only the highest version of each document, and remembers where its first row was', () => {
  expect(brief(hour('a', 1), hour('b', 5), hour('a', 3), hour('a', 2), hour('b', 4))).toEqual([
    ['a', 3, 0, 3],
    ['b', 5, 1, 2],
  ]);
});

it('sends the last of equal versions, as OpenSearch would keep it', () => {
  const [document] = planBatch(batch(hour('a', 3, { passengers: 1 }), hour('a', 3, { passengers: 2 }))).documents;
  expect(JSON.parse(document?.source ?? '')).toMatchObject({ passengers: 2 });
  expect(document?.row.position).toBe(1);
});

it('prefers a later generation that counts less', () => {
  const [document] = planBatch(batch(hour('a', 2, { generation: 2 }), hour('a', 9))).documents;
  expect(document?.version).toBe(2 * 2 ** 40 + 2);
});

it('keeps documents of the same id in different indices apart', () => {
  const { documents } = planBatch(batch(hour('a', 1), hour('a', 1, { statistic: 'trip-vendor-day' })));
  expect(documents.map(({ index }) => index)).toEqual(['trip-hour', 'trip-vendor-day']);
});

it('splits aggregated records and gives their rows the position of their record', () => {
  const plan = planBatch(batch(hour('x', 1), aggregate(hour('a', 1), 'broken', hour('b', 1))));
  expect(plan.rows).toBe(4);
  expect(plan.documents.map(({ id, first }) => [id, first])).toEqual([
    ['x', 0],
    ['a', 1],
    ['b', 1],
  ]);
  expect(plan.unreadable).toMatchObject([
    { reason: 'document:not_json', first: 1, row: { position: 1, subSequenceNumber: 1 } },
  ]);
});

it('plans nothing for an empty batch', () => {
  expect(planBatch([])).toEqual({ rows: 0, documents: [], unreadable: [] });
});
