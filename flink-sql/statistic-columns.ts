/** The sink's table for each statistic, and its columns. */
import { ENVELOPE, type Statistic, type StatisticKind } from '../telemetry/statistics';

/**
 * A date is text, because Flink writes an instant without `Z` or cannot write it, depending on the
 * column's type.
 */
const TYPES = {
  date: 'STRING',
  keyword: 'STRING',
  integer: 'INT',
  long: 'BIGINT',
  double: 'DOUBLE',
  geo_point: 'ROW<lat DOUBLE, lon DOUBLE>',
} as const satisfies Record<StatisticKind, string>;

/** Names the table that a statistic is inserted into: `trip_hour_document` for `trip-hour`. */
export function sinkTable({ name }: Pick<Statistic, 'name'>): string {
  return `${name.replaceAll('-', '_')}_document`;
}

/**
 * Lists the columns of that table in the order of the INSERT: the envelope's, then the statistic's.
 */
export function statisticColumns({ fields }: Statistic): string {
  return [...ENVELOPE, ...fields].map(({ name, kind }) => `\`${name}\` ${TYPES[kind]}`).join(',\n  ');
}
