/**
 * What OpenSearch Dashboards does with a spec before it compiles it (its vega_parser and opensearch_query_parser): every
 * `data` with an object for its URL is a search, whose whole answer becomes the data's values.
 */
import type { Row } from './draw';

export interface Search {
  readonly name: string;
  readonly index: string;
  readonly body: object;
}

export async function asDashboardsDoes(spec: Row, search: (search: Search) => Promise<Row>): Promise<Row> {
  const resolve = async (value: unknown, key?: string): Promise<unknown> => {
    if (Array.isArray(value)) return Promise.all(value.map((item) => resolve(item, key)));
    if (typeof value !== 'object' || value === null) return value;
    const { url, ...data } = value as Row;
    if (key === 'data' && typeof url === 'object')
      return { ...data, values: await search({ name: data.name, ...url }) };
    const entries = Object.entries(value).map(async ([name, inner]) => [name, await resolve(inner, name)] as const);
    return Object.fromEntries(await Promise.all(entries));
  };
  // Dashboards reads its own settings, and takes them out.
  const { config, ...rest } = spec;
  return (await resolve(rest)) as Row;
}
