/** OpenSearch's index templates, derived from the statistics: every field is declared, and a row with any other is refused. */
import { ENVELOPE, STATISTICS, STATISTICS_ALIAS, type Statistic, type StatisticKind } from './statistics';

export interface IndexSettings {
  /** Primary shards of each index; fixed once an index is there. */
  readonly shards: number;
  /** Copies of each shard: 0 on one node, at least 1 on two or more. */
  readonly replicas: number;
}

/** A field's mapping as OpenSearch reads it. */
export interface FieldMapping {
  readonly type: StatisticKind;
  readonly format?: string;
  readonly coerce?: boolean;
}

export interface IndexTemplate {
  /** Also the template's name: the statistic's. */
  readonly name: string;
  /** Which indices it is for. */
  readonly pattern: string;
  readonly settings: Readonly<Record<string, string | number>>;
  readonly properties: Readonly<Record<string, FieldMapping>>;
  /** The body of `PUT _index_template/<name>`. */
  readonly body: object;
}

// Without coercion 5.7 and "5" are refused, where OpenSearch would store 5.
const MAPPINGS = {
  // Dates and instants as rows write them; by default a bare number would pass as milliseconds.
  date: { type: 'date', format: 'strict_date_optional_time' },
  keyword: { type: 'keyword' },
  integer: { type: 'integer', coerce: false },
  long: { type: 'long', coerce: false },
  double: { type: 'double', coerce: false },
  geo_point: { type: 'geo_point' },
} as const satisfies Record<StatisticKind, FieldMapping>;

/**
 * What a document keeps of its row's envelope: a corrected query may leave documents behind that it no longer makes, and
 * only a field can find those. The statistic is the index, the id is `_id`, and n stands in `_version`.
 */
export const KEPT_OF_ENVELOPE = ENVELOPE.filter(({ name }) => name === 'generation');

/** The fields of a statistic's documents. */
export function documentFields({ fields }: Statistic): Statistic['fields'] {
  return [...fields, ...KEPT_OF_ENVELOPE];
}

/** The index of a statistic, or the pattern of its monthly ones. */
export function indexPattern({ name, monthlyBy }: Statistic): string {
  return monthlyBy === undefined ? name : `${name}-*`;
}

/** A template for each statistic, in their order. No two match the same index, so that none needs a priority. */
export function indexTemplates({ shards, replicas }: IndexSettings): readonly IndexTemplate[] {
  return STATISTICS.map((statistic: Statistic) => {
    const pattern = indexPattern(statistic);
    // A person looks at a board: what is written is found a second later.
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
