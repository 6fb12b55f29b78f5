/** Tests the saved objects that OpenSearch Dashboards imports. */
import { createHash } from 'node:crypto';
import { dashboardsSpec } from '../../../dashboards/dashboards-spec';
import { panelBoxes } from '../../../dashboards/layout';
import { PANELS } from '../../../dashboards/panels';
import { type SavedObject, savedObjectsNdjson } from '../../../dashboards/saved-objects';
import { indexTemplates } from '../../../telemetry/index-templates';

const NDJSON = savedObjectsNdjson();
const OBJECTS: readonly SavedObject[] = NDJSON.trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));
const ofType = (type: SavedObject['type']) => OBJECTS.filter((object) => object.type === type);
const json = (text: unknown) => JSON.parse(String(text));

/** SHA-256 of the saved objects. When a panel changes, look at the panel, then change this. */
const SHA256 = '0146780ef80b3804c8b36d3bdfdd2b99b85e1faf561d833fe741a304412b367f';

it('is the same text each time, and the text that was reviewed', () => {
  expect(savedObjectsNdjson()).toBe(NDJSON);
  expect(createHash('sha256').update(NDJSON).digest('hex')).toBe(SHA256);
});

it('gives every object a unique id that begins with the project’s name', () => {
  const keys = OBJECTS.map(({ type, id }) => `${type}:${id}`);
  expect(new Set(keys).size).toBe(OBJECTS.length);
  for (const { id } of OBJECTS) expect(id).toMatch(/^tripstream-/);
});

it('refers only to objects that it contains', () => {
  const keys = OBJECTS.map(({ type, id }) => `${type}:${id}`);
  for (const { references } of OBJECTS) for (const { type, id } of references) expect(keys).toContain(`${type}:${id}`);
});

it('has an index pattern for each statistic, with a time field that its template maps as a date', () => {
  const patterns = ofType('index-pattern').map(({ attributes }) => [attributes.title, attributes.timeFieldName]);
  expect(patterns).toEqual([
    ['trip-hour', 'hour_at'],
    ['trip-day', 'new_york_date'],
    ['trip-vendor-day', 'new_york_date'],
    ['trip-place-day', 'new_york_date'],
    ['trip-masked-*', 'pickup_at'],
    ['trip-anomaly', 'hour_at'],
    ['trip-quality', 'arrival_date'],
  ]);
  for (const { pattern, properties } of indexTemplates({ shards: 1, replicas: 0 })) {
    const [, field] = patterns.find(([title]) => title === pattern) ?? [];
    expect(properties[String(field)]?.type).toBe('date');
  }
});

it('has each panel as a visualisation that holds its spec', () => {
  const visualizations = ofType('visualization');
  expect(visualizations).toHaveLength(PANELS.length);
  for (const [position, panel] of PANELS.entries()) {
    const { title, visState, uiStateJSON } = visualizations[position]?.attributes ?? {};
    const state = json(visState);
    expect([title, state.title, state.type]).toEqual([panel.title, panel.title, 'vega']);
    expect(json(state.params.spec)).toEqual(dashboardsSpec(panel));
    expect(json(uiStateJSON)).toEqual({});
  }
});

it('has a dashboard on which every panel has a place', () => {
  const [dashboard] = ofType('dashboard');
  expect(dashboard?.id).toBe('tripstream-dashboard');
  const items: readonly { readonly panelRefName: string; readonly gridData: object }[] = json(
    dashboard?.attributes.panelsJSON,
  );
  const shown = items.map(({ panelRefName }) => dashboard?.references.find(({ name }) => name === panelRefName)?.id);
  expect(shown).toEqual(PANELS.map(({ id }) => `tripstream-${id}`));
  expect(json(dashboard?.attributes.optionsJSON)).toMatchObject({ hidePanelTitles: false });
});

it('filters nothing, so that no panel depends on what is set around it', () => {
  for (const { attributes } of [...ofType('visualization'), ...ofType('dashboard')]) {
    const { searchSourceJSON } = attributes.kibanaSavedObjectMeta as { readonly searchSourceJSON: string };
    expect(json(searchSourceJSON)).toEqual({ query: { query: '', language: 'kuery' }, filter: [] });
  }
});

it('states no version that an OpenSearch server might not know', () => {
  for (const { type, migrationVersion } of OBJECTS)
    expect(migrationVersion).toEqual({ [type]: expect.stringMatching(/^7\.([0-9]|10)\.[0-9]$/) });
});

describe('the layout', () => {
  it('fills rows from left to right, and begins a row below the tallest of the last', () => {
    const sizes = [
      { columns: 24, rows: 10 },
      { columns: 24, rows: 14 },
      { columns: 48, rows: 5 },
      { columns: 16, rows: 7 },
    ];
    expect(panelBoxes(sizes)).toEqual([
      { x: 0, y: 0, w: 24, h: 10 },
      { x: 24, y: 0, w: 24, h: 14 },
      { x: 0, y: 14, w: 48, h: 5 },
      { x: 0, y: 19, w: 16, h: 7 },
    ]);
  });

  it('puts no panel over another or beyond the 48 columns', () => {
    const boxes = panelBoxes(PANELS);
    for (const [position, one] of boxes.entries()) {
      expect(one.x + one.w).toBeLessThanOrEqual(48);
      for (const other of boxes.slice(position + 1)) {
        const apart =
          one.x + one.w <= other.x ||
          other.x + other.w <= one.x ||
          one.y + one.h <= other.y ||
          other.y + other.h <= one.y;
        expect(apart).toBe(true);
      }
    }
  });
});
