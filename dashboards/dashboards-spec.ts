/** A panel as OpenSearch Dashboards takes it: a spec that asks for its rows itself. */
import type { Panel, PanelQuery } from './panel';

/** Never fetched: it tells Dashboards which language the spec is in. */
const SCHEMA = 'https://vega.github.io/schema/vega-lite/v5.json';

/**
 * @returns Vega-Lite in which each named data source is a search. It keeps its name: of several without one, Dashboards
 *   gives the first all the answers
 * @throws Error for data whose query the panel does not have
 */
export function dashboardsSpec({ id, description, queries, spec }: Panel): Readonly<Record<string, unknown>> {
  const search = (name: string) => {
    const query = queries[name];
    if (query === undefined) throw new Error(`The panel ${id} draws ${name}: add it to its queries.`);
    return asked(name, query);
  };
  // Without rows Vega warns of scales that have no end, and Dashboards would print that over the panel.
  const config = { kibana: { hideWarnings: true } };
  return { $schema: SCHEMA, description, config, ...(withSearches(spec, search) as object) };
}

function asked(name: string, { index, body, property }: PanelQuery): object {
  return { name, url: { index, body }, format: { property } };
}

/** The same with each `data: {name}`, at any depth, replaced. */
function withSearches(value: unknown, search: (name: string) => object): unknown {
  if (Array.isArray(value)) return value.map((item) => withSearches(item, search));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => {
    const name = key === 'data' && !('values' in inner) ? inner.name : undefined;
    return [key, typeof name === 'string' ? search(name) : withSearches(inner, search)];
  });
  return Object.fromEntries(entries);
}
