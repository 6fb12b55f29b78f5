import { ENVELOPE, type Statistic, type StatisticKind } from '../telemetry/statistics';

/** A date is text: Flink writes instants without `Z` or not at all, depending on the column's type. */
const TYPES = {
  date: 'STRING',
  keyword: 'STRING',
  integer: 'INT',
  long: 'BIGINT',
  double: 'DOUBLE',
  geo_point: 'ROW<lat DOUBLE, lon DOUBLE>',
} as const satisfies Record<StatisticKind, string>;

/** The table that a statistic's rows are inserted into: `trip_hour_document` for `trip-hour`. */
export function sinkTable({ name }: Pick<Statistic, 'name'>): string {
  return `${name.replaceAll('-', '_')}_document`;
}

/** Its columns, in the order in which the INSERT gives them: the envelope's, then its own. */
export function statisticColumns({ fields }: Statistic): string {
  return [...ENVELOPE, ...fields].map(({ name, kind }) => `\`${name}\` ${TYPES[kind]}`).join(',\n  ');
}
