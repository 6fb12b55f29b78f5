/**
 * A panel: a question, the search that answers it, and how the answer is drawn, for the board and
 * for Dashboards.
 */

/** A search of OpenSearch whose answer holds a panel's rows. */
export interface PanelQuery {
  /** An index or a pattern, as in the path of `_search`. */
  readonly index: string;
  /** The body of `POST /<index>/_search`. */
  readonly body: object;
  /** Where the rows are in the answer: `aggregations.hours.buckets`, `hits.hits`. */
  readonly property: string;
}

export interface Panel {
  /** Part of the id of the saved object and of the address on the board, so it must be stable. */
  readonly id: string;
  /** The question that the panel answers. */
  readonly title: string;
  /** What is drawn, in words, for readers who cannot see it. */
  readonly description: string;
  /** The searches, by the name under which `spec` takes their rows: `data: {name}`. */
  readonly queries: Readonly<Record<string, PanelQuery>>;
  /** Vega-Lite 5 without data, width and height, and without the colours of text and background. */
  readonly spec: Readonly<Record<string, unknown>>;
  /** Width, out of the 48 columns of a dashboard. */
  readonly columns: number;
  /** Height, in rows of 20 pixels. */
  readonly rows: number;
}
