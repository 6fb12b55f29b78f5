/** What a panel is: a question, the data that answer it, and how they are drawn. Stated once for both places it is seen in. */

/** A search of OpenSearch whose answer holds a panel's rows. */
export interface PanelQuery {
  /** An index or a pattern, as in the path of `_search`. */
  readonly index: string;
  /** The body of `POST /<index>/_search`. */
  readonly body: object;
  /** Where in the answer the rows stand: `aggregations.hours.buckets`, `hits.hits`. */
  readonly property: string;
}

export interface Panel {
  /** Stable: part of its saved object's id and of its address on the board. */
  readonly id: string;
  /** The question that it answers. */
  readonly title: string;
  /** What is drawn, in words, for whoever cannot see it. */
  readonly description: string;
  /** By the name under which `spec` takes their rows: `data: {name}`. */
  readonly queries: Readonly<Record<string, PanelQuery>>;
  /** Vega-Lite 5, without data, width, height and colours of the surroundings. */
  readonly spec: Readonly<Record<string, unknown>>;
  /** Of the 48 columns of a dashboard. */
  readonly columns: number;
  /** Of a dashboard's rows of 20 pixels. */
  readonly rows: number;
}
