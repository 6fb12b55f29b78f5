/** Turns a panel into a spec for OpenSearch Dashboards, which searches for its rows itself. */
import type { Panel, PanelQuery } from './panel';

/** Tells Dashboards which language the spec is in; it is never fetched. */
const SCHEMA = 'https://vega.github.io/schema/vega-lite/v5.json';

/**
 * Replaces each named data source of a panel's Vega-Lite by its search. The source keeps its name:
 * where several have none, Dashboards gives all answers to the first.
 * @throws Error for data whose query the panel does not have
 */
export function dashboardsSpec({ id, description, queries, spec }: Panel): Readonly<Record<string, unknown>> {
  const search = (name: string) => {
    const query = queries[name];
    if (query === undefined) throw new Error(`The panel ${id} draws ${name}: add it to its queries.`);
    return dashboardQuery(name, query);
  };
  // Without rows Vega warns of infinite scales, and Dashboards would print that over the panel.
  const config = { kibana: { hideWarnings: true } };
  return { $schema: SCHEMA, description, config, ...(withSearches(spec, search) as object) };
}

function dashboardQuery(name: string, { index, body, property }: PanelQuery): object {
  return { name, url: { index, body }, format: { property } };
}

/** Copies a spec with each `data: {name}`, at any depth, replaced by its search. */
function withSearches(value: unknown, search: (name: string) => object): unknown {
  if (Array.isArray(value)) return value.map((item) => withSearches(item, search));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => {
    const name = key === 'data' && !('values' in inner) ? inner.name : undefined;
    return [key, typeof name === 'string' ? search(name) : withSearches(inner, search)];
  });
  return Object.fromEntries(entries);
}
