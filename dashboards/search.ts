/** The searches of panels, and how the fields of what they find are named in a spec. */
import { indexPattern } from '../telemetry/index-templates';
import { STATISTICS, type Statistic, type StatisticName } from '../telemetry/statistics';
import type { PanelQuery } from './panel';

/** A field of a statistic, so that a misspelt one does not compile. */
export type FieldOf<Name extends StatisticName> = Extract<
  (typeof STATISTICS)[number],
  { readonly name: Name }
>['fields'][number]['name'];

export interface Newest<Field> {
  /** The date that tells which are newest. */
  readonly by: Field;
  /** Documents at most. */
  readonly size: number;
  readonly fields: readonly Field[];
}

/** The index or pattern of a statistic. */
export function indexOf(name: StatisticName): string {
  const statistic: Statistic | undefined = STATISTICS.find((one) => one.name === name);
  if (statistic === undefined) throw new Error(`There is no statistic ${name}.`);
  return indexPattern(statistic);
}

/**
 * The newest documents of a statistic, whenever those were: trips of 2016 lie outside the last fifteen minutes, which is
 * what a dashboard asks for unless told otherwise.
 */
export function newest<Name extends StatisticName>(
  name: Name,
  { by, size, fields }: Newest<FieldOf<Name>>,
): PanelQuery {
  const body = { size, sort: [{ [by]: 'desc' }], _source: [...new Set([by, ...fields])] };
  return { index: indexOf(name), body, property: 'hits.hits' };
}

/** Brings the fields of found documents to the top, under their own names. */
export function fromSource<Name extends StatisticName>(
  _: Name,
  ...fields: readonly FieldOf<Name>[]
): readonly object[] {
  return fields.map((field) => ({ calculate: `datum._source.${field}`, as: field }));
}

/** An index that is there from the beginning. */
const ALWAYS_THERE: StatisticName = 'trip-hour';

/**
 * Rows in order of a key that sums up a statistic's documents: their search gives no hits but this aggregation alone. A
 * pattern has another index beside it, which adds nothing to the sums: a search that meets no index at all answers without
 * aggregations, which Dashboards takes for an error.
 */
export function summed(name: StatisticName, aggregation: string, definition: object): PanelQuery {
  const body = { size: 0, aggs: { [aggregation]: definition } };
  const pattern = indexOf(name);
  const index = pattern === name ? name : `${pattern},${ALWAYS_THERE}`;
  return { index, body, property: `aggregations.${aggregation}.buckets` };
}
