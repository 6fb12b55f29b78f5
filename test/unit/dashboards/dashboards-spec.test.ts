/** Checks that OpenSearch Dashboards draws from a panel what the board draws. */
import { dashboardsSpec } from '../../../dashboards/dashboards-spec';
import { PANELS } from '../../../dashboards/panels';
import { runSearches } from '../../support/dashboards-searches';
import { draw, type Row } from '../../support/draw';
import { ROWS } from './rows';

/** Makes the answer of a search, with the rows at the query's path. */
const answerWith = (rows: readonly object[], property: string): Row =>
  property
    .split('.')
    .reverse()
    .reduce<unknown>((inner, step) => ({ [step]: inner }), rows) as Row;

it.each(PANELS)('draws $id from whole answers, as Dashboards does, as it does from rows', async (panel) => {
  const rows = ROWS[panel.id] ?? {};
  const resolved = await runSearches(dashboardsSpec(panel), async ({ name }) =>
    answerWith(rows[name] ?? [], panel.queries[name]?.property ?? ''),
  );
  const { svg, data } = await draw(resolved);
  const board = await draw(panel.spec, rows);
  expect(svg).toBe(board.svg);
  expect(data).toHaveLength(board.data.length);
});

it.each(PANELS)(
  'searches once for each data source of $id, and never with the time filter',
  ({ queries, ...panel }) => {
    const text = JSON.stringify(dashboardsSpec({ queries, ...panel }));
    for (const name of Object.keys(queries)) expect(text.split(`"name":"${name}","url"`)).toHaveLength(2);
    expect(text.match(/"url":/g)).toHaveLength(Object.keys(queries).length);
    expect(text).not.toMatch(/%\w+%/);
  },
);

it.each(PANELS)('describes $id to Dashboards and to screen readers', (panel) => {
  expect(dashboardsSpec(panel)).toMatchObject({
    $schema: expect.stringMatching(/vega-lite\/v5\.json$/),
    description: panel.description,
  });
});

it('refuses a panel that draws data without a query', () => {
  const panel = { ...PANELS[0], id: 'broken', spec: { data: { name: 'nothing' } } } as (typeof PANELS)[number];
  expect(() => dashboardsSpec(panel)).toThrow('The panel broken draws nothing: add it to its queries.');
});
