/** One call to OpenSearch reads the rows of all panels. */
import type { Panel } from '../../../../dashboards/panel';
import { PanelReader } from '../../../../local/board/panel-reader';

const panel = (id: string, properties: Readonly<Record<string, string>>): Panel => ({
  id,
  title: `What about ${id}?`,
  description: '',
  queries: Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [
      name,
      { index: `trip-${name}`, body: { size: 1 }, property },
    ]),
  ),
  spec: {},
  columns: 24,
  rows: 10,
});

const trips = (value: number) => ({ aggregations: { trips: { value } } });

function reader(panels: readonly Panel[], responses: readonly object[]) {
  const request = jest.fn(async (..._: readonly unknown[]) => ({ responses }));
  return { request, read: () => new PanelReader({ request }, panels).read() };
}

describe('reading what panels show', () => {
  it('reads everything in one call, and skips indices that no document has created yet', async () => {
    const { request, read } = reader([panel('a', { hour: 'hits.hits' }), panel('b', { day: 'hits.hits' })], []);
    await read();
    expect(request).toHaveBeenCalledTimes(1);
    const [method, path, lines] = request.mock.calls[0] ?? [];
    expect([method, path]).toEqual(['POST', '/_msearch']);
    expect(lines).toEqual([
      { index: 'trip-hour', ignore_unavailable: true, allow_no_indices: true },
      { size: 1 },
      { index: 'trip-day', ignore_unavailable: true, allow_no_indices: true },
      { size: 1 },
      { index: 'trip-hour', ignore_unavailable: true, allow_no_indices: true },
      { size: 0, aggs: { trips: { sum: { field: 'trips' } } } },
    ]);
  });

  it('searches once for what two panels show', async () => {
    const panels = [panel('a', { day: 'hits.hits' }), panel('b', { day: 'hits.hits' })];
    const { request, read } = reader(panels, [{ hits: { hits: [{ _id: '1' }] } }, trips(3)]);
    const rows = { day: [{ _id: '1' }] };
    expect(await read()).toEqual({ panels: { a: { rows }, b: { rows } }, trips: 3 });
    expect(request.mock.calls[0]?.[2]).toHaveLength(4);
  });

  it('finds the rows of each query where its panel says they are', async () => {
    const panels = [panel('a', { hour: 'hits.hits', day: 'aggregations.days.buckets' })];
    const { read } = reader(panels, [
      { hits: { hits: [{ _id: '1' }] } },
      { hits: { hits: [] }, aggregations: { days: { buckets: [{ key: 2 }] } } },
      trips(12),
    ]);
    expect(await read()).toEqual({ panels: { a: { rows: { hour: [{ _id: '1' }], day: [{ key: 2 }] } } }, trips: 12 });
  });

  it('has no rows and no trips if no index exists yet', async () => {
    const { read } = reader([panel('a', { hour: 'aggregations.hours.buckets' })], [{ hits: { hits: [] } }, {}]);
    expect(await read()).toEqual({ panels: { a: { rows: { hour: [] } } }, trips: 0 });
  });

  it('says why a panel has no rows, and does not affect the others', async () => {
    const refused = {
      error: { reason: 'all shards failed', root_cause: [{ reason: 'no such field [x]' }] },
      status: 400,
    };
    const panels = [panel('a', { hour: 'hits.hits', day: 'hits.hits' }), panel('b', { week: 'hits.hits' })];
    const { read } = reader(panels, [refused, { hits: { hits: [1] } }, { hits: { hits: [2] } }, trips(1)]);
    expect((await read()).panels).toEqual({ a: { error: 'no such field [x]' }, b: { rows: { week: [2] } } });
  });
});
