/** Runs the queries of all panels in one call, as the user who may only read. */
import type { Panel } from '../../dashboards/panel';
import type { Answer, PanelRows } from './page-state';

/** Distinct trips: the sum over the hourly documents. */
const TRIPS = { index: 'trip-hour', body: { size: 0, aggs: { trips: { sum: { field: 'trips' } } } } };

/** A monthly index is created by its first document. Until then it counts as empty. */
const HEADER = { ignore_unavailable: true, allow_no_indices: true };

/** The part of an OpenSearch client that the panels need. */
export interface SearchClient {
  readonly request: (method: 'POST', path: string, body: readonly object[]) => Promise<unknown>;
}

/** A panel's query, and where its rows are in the answer. */
interface PanelSearch {
  readonly panel: string;
  readonly name: string;
  /** Index in the list of searches. */
  readonly search: number;
  /** Keys that lead to the rows. */
  readonly path: readonly string[];
}

interface Search {
  readonly index: string;
  readonly body: object;
}

export class PanelReader {
  private readonly panelSearches: readonly PanelSearch[];
  /** Distinct searches: several panels may share one. */
  private readonly searches: readonly Search[];

  constructor(
    private readonly client: SearchClient,
    panels: readonly Panel[],
  ) {
    const queries = panels.flatMap(({ id, queries }) =>
      Object.entries(queries).map(([name, { index, body, property }]) => {
        const search = { index, body };
        return { panel: id, name, path: property.split('.'), search, key: JSON.stringify(search) };
      }),
    );
    const searches = new Map(queries.map(({ key, search }) => [key, search]));
    const keys = [...searches.keys()];
    this.panelSearches = queries.map(({ key, ...query }) => ({ ...query, search: keys.indexOf(key) }));
    this.searches = [...searches.values(), TRIPS];
  }

  /**
   * A query that fails becomes its panel's error.
   * @throws Error if the node does not answer
   */
  async read(): Promise<PanelRows> {
    const lines = this.searches.flatMap(({ index, body }) => [{ ...HEADER, index }, body]);
    const { responses } = (await this.client.request('POST', '/_msearch', lines)) as {
      readonly responses: readonly object[];
    };
    const panels: Record<string, Answer> = {};
    for (const { panel, name, search, path } of this.panelSearches)
      panels[panel] = merge(panels[panel], name, answerOf(responses[search], path));
    const counted = find(responses.at(-1), ['aggregations', 'trips', 'value']);
    return { panels, trips: typeof counted === 'number' ? counted : 0 };
  }
}

/** If one query fails, so does the whole panel: half a picture would mislead. */
function merge(known: Answer | undefined, name: string, found: readonly unknown[] | string): Answer {
  if (known && 'error' in known) return known;
  if (typeof found === 'string') return { error: found };
  return { rows: { ...known?.rows, [name]: found } };
}

function answerOf(response: unknown, path: readonly string[]): readonly unknown[] | string {
  const problem = find(response, ['error']);
  if (problem !== undefined) return reasonOf(problem);
  const rows = find(response, path);
  // If no index exists yet, the answer has no aggregations.
  return Array.isArray(rows) ? rows : [];
}

function reasonOf(problem: unknown): string {
  const cause = find(problem, ['root_cause', '0', 'reason']) ?? find(problem, ['reason']);
  return typeof cause === 'string' ? cause : 'OpenSearch gave no reason.';
}

function find(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null ? (at as Readonly<Record<string, unknown>>)[step] : undefined),
    value,
  );
}
