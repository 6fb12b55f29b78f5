/** Builds the searches of panels, and the transforms that name the fields of what they find. */
import { indexPattern } from '../telemetry/index-templates';
import { STATISTICS, type Statistic, type StatisticName } from '../telemetry/statistics';
import type { PanelQuery } from './panel';

/** A field of a statistic: a misspelt field does not compile. */
type FieldOf<Name extends StatisticName> = Extract<
  (typeof STATISTICS)[number],
  { readonly name: Name }
>['fields'][number]['name'];

interface Newest<Field> {
  /** The date field by which documents are newer or older. */
  readonly by: Field;
  /** The most documents to return. */
  readonly size: number;
  readonly fields: readonly Field[];
}

/**
 * Searches for the newest documents of a statistic, however old they are. Trips of 2016 are not in
 * the last 15 minutes, which is the default time filter of a dashboard.
 */
export function newestQuery<Name extends StatisticName>(
  name: Name,
  { by, size, fields }: Newest<FieldOf<Name>>,
): PanelQuery {
  const body = { size, sort: [{ [by]: 'desc' }], _source: [...new Set([by, ...fields])] };
  return { index: indexOf(name), body, property: 'hits.hits' };
}

/**
 * Makes the transforms that bring the fields of a found document to the top of its row, under their
 * own names.
 * @param _ the statistic, for the type of its fields alone
 */
export function sourceFields<Name extends StatisticName>(
  _: Name,
  ...fields: readonly FieldOf<Name>[]
): readonly object[] {
  return fields.map((field) => ({ calculate: `datum._source.${field}`, as: field }));
}

/** An index that exists from the beginning. */
const ALWAYS_THERE: StatisticName = 'trip-hour';

/**
 * Searches for the buckets of one aggregation over all documents of a statistic, without hits. A
 * pattern is searched together with another index, which adds nothing to the sums: a search that
 * finds no index at all answers without aggregations, which Dashboards reports as an error.
 * @param aggregation the name of the aggregation in the answer
 */
export function bucketsQuery(name: StatisticName, aggregation: string, definition: object): PanelQuery {
  const body = { size: 0, aggs: { [aggregation]: definition } };
  const pattern = indexOf(name);
  const index = pattern === name ? name : `${pattern},${ALWAYS_THERE}`;
  return { index, body, property: `aggregations.${aggregation}.buckets` };
}

/** The index of a statistic, or the pattern of its indices. */
function indexOf(name: StatisticName): string {
  const statistic: Statistic | undefined = STATISTICS.find((one) => one.name === name);
  if (statistic === undefined) throw new Error(`There is no statistic ${name}.`);
  return indexPattern(statistic);
}
