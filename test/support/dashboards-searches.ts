/**
 * Runs the searches of a panel's spec as OpenSearch Dashboards does before it compiles the spec
 * (its vega_parser and opensearch_query_parser).
 */
import type { Row } from './draw';

export interface Search {
  readonly name: string;
  readonly index: string;
  readonly body: object;
}

/**
 * Replaces every `data` whose URL is an object: that object is a search, and its whole answer
 * becomes the data's values.
 */
export async function runSearches(spec: Row, search: (search: Search) => Promise<Row>): Promise<Row> {
  const resolve = async (value: unknown, key?: string): Promise<unknown> => {
    if (Array.isArray(value)) return Promise.all(value.map((item) => resolve(item, key)));
    if (typeof value !== 'object' || value === null) return value;
    const { url, ...data } = value as Row;
    if (key === 'data' && typeof url === 'object')
      return { ...data, values: await search({ name: data.name, ...url }) };
    const entries = Object.entries(value).map(async ([name, inner]) => [name, await resolve(inner, name)] as const);
    return Object.fromEntries(await Promise.all(entries));
  };
  // `config` holds Dashboards' own settings. Dashboards reads it and removes it.
  const { config, ...rest } = spec;
  return (await resolve(rest)) as Row;
}
