/**
 * Makes what OpenSearch Dashboards imports: an index pattern for each statistic, a visualisation
 * for each panel, and a dashboard of all panels. The same panels always give the same text.
 */
import { indexPattern } from '../telemetry/index-templates';
import { STATISTICS, type Statistic } from '../telemetry/statistics';
import { dashboardsSpec } from './dashboards-spec';
import { panelBoxes } from './layout';
import type { Panel } from './panel';
import { PANELS } from './panels';

interface Reference {
  readonly name: string;
  readonly type: string;
  readonly id: string;
}

export interface SavedObject {
  readonly type: 'index-pattern' | 'visualization' | 'dashboard';
  readonly id: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly references: readonly Reference[];
  /**
   * A server refuses versions above its own. These are the last of Kibana 7.10, which every version
   * of OpenSearch Dashboards knows.
   */
  readonly migrationVersion: Readonly<Record<string, string>>;
}

/** A stable id: the next deployment replaces its own objects and no others. */
const idOf = (name: string) => `tripstream-${name}`;

/**
 * No query and no filter: a panel searches for the newest documents, whatever the dashboard's time
 * filter says.
 */
const NO_SEARCH = {
  searchSourceJSON: JSON.stringify({ query: { query: '', language: 'kuery' }, filter: [] }),
};

export function savedObjects(): readonly SavedObject[] {
  return [...STATISTICS.map(indexPatternObject), ...PANELS.map(visualization), dashboard(PANELS)];
}

/** @returns one object a line, as `POST /api/saved_objects/_import` takes them */
export function savedObjectsNdjson(): string {
  return savedObjects()
    .map((object) => `${JSON.stringify(object)}\n`)
    .join('');
}

function indexPatternObject(statistic: Statistic): SavedObject {
  return {
    type: 'index-pattern',
    id: idOf(statistic.name),
    attributes: { title: indexPattern(statistic), timeFieldName: timeField(statistic) },
    references: [],
    migrationVersion: { 'index-pattern': '7.6.0' },
  };
}

/** The first date field of a statistic: when the events that it counts happened. */
function timeField({ name, fields }: Statistic): string {
  const date = fields.find(({ kind }) => kind === 'date');
  if (date === undefined) throw new Error(`The statistic ${name} has no date: its index pattern needs one.`);
  return date.name;
}

function visualization(panel: Panel): SavedObject {
  const { id, title, description } = panel;
  // Indented, because people read and change the spec in the editor of Dashboards.
  const spec = JSON.stringify(dashboardsSpec(panel), null, 2);
  return {
    type: 'visualization',
    id: idOf(id),
    attributes: {
      title,
      description,
      visState: JSON.stringify({ title, type: 'vega', params: { spec }, aggs: [] }),
      uiStateJSON: '{}',
      version: 1,
      kibanaSavedObjectMeta: NO_SEARCH,
    },
    references: [],
    migrationVersion: { visualization: '7.10.0' },
  };
}

function dashboard(panels: readonly Panel[]): SavedObject {
  const boxes = panelBoxes(panels);
  const items = panels.map(({ id }, position) => ({
    version: '7.10.0',
    panelIndex: id,
    gridData: { ...boxes[position], i: id },
    embeddableConfig: {},
    panelRefName: `panel_${position}`,
  }));
  return {
    type: 'dashboard',
    id: idOf('dashboard'),
    attributes: {
      title: 'Tripstream',
      description: 'Taxi trips as they stream in. Each panel shows what is newest, whatever the time filter says.',
      panelsJSON: JSON.stringify(items),
      optionsJSON: JSON.stringify({ useMargins: true, hidePanelTitles: false }),
      timeRestore: false,
      hits: 0,
      version: 1,
      kibanaSavedObjectMeta: NO_SEARCH,
    },
    references: panels.map(({ id }, position) => ({
      name: `panel_${position}`,
      type: 'visualization',
      id: idOf(id),
    })),
    migrationVersion: { dashboard: '7.9.3' },
  };
}
