/**
 * Derives OpenSearch's index templates from the statistics. They refuse documents with undeclared
 * fields.
 */
import { ENVELOPE, STATISTICS, STATISTICS_ALIAS, type Statistic, type StatisticKind } from './statistics';

export interface IndexSettings {
  /** Primary shards of each index; fixed once the index exists. */
  readonly shards: number;
  /** Copies of each shard: 0 on one node, 1 or more on several. */
  readonly replicas: number;
}

/** A field's index mapping. */
export interface FieldMapping {
  readonly type: StatisticKind;
  readonly format?: string;
  readonly coerce?: boolean;
}

export interface IndexTemplate {
  /** The statistic's name, which is also the template's. */
  readonly name: string;
  /** Pattern of the indices that it applies to. */
  readonly pattern: string;
  readonly settings: Readonly<Record<string, string | number>>;
  readonly properties: Readonly<Record<string, FieldMapping>>;
  /** The body of `PUT _index_template/<name>`. */
  readonly body: object;
}

// With coercion, OpenSearch would store 5.7 and "5" as 5; without it, both are refused.
const MAPPINGS = {
  // The format of dates and instants in rows; by default a bare number would pass as milliseconds.
  date: { type: 'date', format: 'strict_date_optional_time' },
  keyword: { type: 'keyword' },
  integer: { type: 'integer', coerce: false },
  long: { type: 'long', coerce: false },
  double: { type: 'double', coerce: false },
  geo_point: { type: 'geo_point' },
} as const satisfies Record<StatisticKind, FieldMapping>;

/**
 * What a document keeps of its row's envelope. A corrected query may leave documents behind that it
 * no longer makes, and only the generation can find them. The statistic is in the index's name, the
 * id in `_id`, n in `_version`.
 */
export const KEPT_OF_ENVELOPE = ENVELOPE.filter(({ name }) => name === 'generation');

/** The fields of a statistic's documents. */
export function documentFields({ fields }: Statistic): Statistic['fields'] {
  return [...fields, ...KEPT_OF_ENVELOPE];
}

/** @returns the name of a statistic's index, or the pattern of its monthly ones */
export function indexPattern({ name, monthlyBy }: Statistic): string {
  return monthlyBy === undefined ? name : `${name}-*`;
}

/**
 * A template for each statistic, in order. No two match the same index, so none needs a priority.
 */
export function indexTemplates({ shards, replicas }: IndexSettings): readonly IndexTemplate[] {
  return STATISTICS.map((statistic: Statistic) => {
    const pattern = indexPattern(statistic);
    // People watch the panels, so documents become visible within a second.
    const settings = { number_of_replicas: replicas, refresh_interval: '1s' };
    const properties = propertiesOf(statistic);
    const body = {
      index_patterns: [pattern],
      template: {
        settings: { index: { number_of_shards: shards, ...settings } },
        mappings: { dynamic: 'strict', properties },
        aliases: { [STATISTICS_ALIAS]: {} },
      },
      _meta: { question: statistic.question },
    };
    return { name: statistic.name, pattern, settings, properties, body };
  });
}

function propertiesOf(statistic: Statistic): Readonly<Record<string, FieldMapping>> {
  return Object.fromEntries(documentFields(statistic).map(({ name, kind }) => [name, MAPPINGS[kind]]));
}
