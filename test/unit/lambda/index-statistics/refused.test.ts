import { indexBatch } from '../../../../lambda/index-statistics/index-batch';
import type { RefusedRow } from '../../../../lambda/index-statistics/plan';
import { refusedObject } from '../../../../lambda/index-statistics/refused';
import { aggregate, batch, clock, FakeSearch, record, rowJson, sequenceNumber } from './support';

const PLACE = { prefix: 'statistics-refused/', refusedAt: '2026-11-23T13:00:00.000Z' };
const BATCH = batch(
  rowJson({ document_id: 'good' }),
  aggregate(rowJson({ document_id: 'good' }), 'bröken'),
  rowJson({ document_id: 'bad', surprise: 'x' }),
  Uint8Array.of(0xff, 0x00),
);

async function refuse(): Promise<readonly RefusedRow[]> {
  const search = new FakeSearch(
    () => (id) => (id === 'bad' ? { status: 400, type: 'strict_dynamic_mapping_exception' } : undefined),
  );
  return (await indexBatch(BATCH, search, async () => undefined, clock(60_000))).refused;
}

it('keeps every refused row whole, with its reason and origin, in the order of the stream', async () => {
  const { body = '' } = refusedObject(await refuse(), BATCH, PLACE) ?? {};
  const lines = body.split('\n');
  expect(lines.pop()).toBe('');
  const common = { refused_at: PLACE.refusedAt, shard_id: 'shardId-000000000003' };
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      ...common,
      reason: 'document:not_json',
      sequence_number: sequenceNumber(1),
      sub_sequence_number: 1,
      payload: 'bröken',
    },
    {
      ...common,
      reason: 'opensearch:strict_dynamic_mapping_exception',
      detail: 'because of bad',
      sequence_number: sequenceNumber(2),
      sub_sequence_number: 0,
      payload: rowJson({ document_id: 'bad', surprise: 'x' }),
    },
    {
      ...common,
      reason: 'document:not_utf8',
      sequence_number: sequenceNumber(3),
      sub_sequence_number: 0,
      payload_encoding: 'base64',
      payload: '/wA=',
    },
  ]);
});

it('names the object for the day, the shard and the records, so that no other batch overwrites it', async () => {
  expect(refusedObject(await refuse(), BATCH, PLACE)?.key).toBe(
    `statistics-refused/2026/11/23/shardId-000000000003-${sequenceNumber(1)}-${sequenceNumber(3)}.jsonl`,
  );
});

it('makes no object when nothing was refused', () => {
  expect(refusedObject([], BATCH, PLACE)).toBeUndefined();
});

it('has Lambda retry rows that cannot be kept', async () => {
  const outcome = await indexBatch(BATCH, new FakeSearch(), async () => 'AccessDenied', clock(60_000));
  expect(outcome).toMatchObject({ unkept: 'AccessDenied', from: 1 });
});

it('resumes the shard at the first row of a document that was refused and not kept', async () => {
  const rows = [
    rowJson({ document_id: 'bad', n: 1 }),
    rowJson({ document_id: 'a' }),
    rowJson({ document_id: 'bad', n: 2 }),
  ];
  const search = () => new FakeSearch(() => (id) => (id === 'bad' ? { status: 400, type: 'x' } : undefined));
  const all = rows.map(record);
  expect((await indexBatch(all, search(), async () => 'down', clock(60_000))).from).toBe(0);
  const kept = await indexBatch(all, search(), async () => undefined, clock(60_000));
  expect(kept).not.toHaveProperty('from');
  expect(kept.refused.map(({ row }) => row.position)).toEqual([2]);
});
