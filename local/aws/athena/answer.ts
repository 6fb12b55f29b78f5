/** Reads a query's answer from DuckDB. */
import type { DuckDBResultReader, Json } from '@duckdb/node-api';

export interface Answer {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /**
   * Values by column name. Numbers are numbers where a double holds them exactly; dates and
   * timestamps are text.
   */
  readonly rows: readonly Readonly<Record<string, Json>>[];
}

/** Types that DuckDB writes as text in JSON. A double holds up to 15 of their digits exactly. */
const NUMERIC = /^(HUGEINT|UHUGEINT|BIGINT|UBIGINT|DECIMAL)/;
const EXACT_DIGITS = 15;

export function readAnswer(result: DuckDBResultReader): Answer {
  const names = result.deduplicatedColumnNames();
  const columns = names.map((name, at) => ({ name, type: String(result.columnType(at)) }));
  const rows = result
    .getRowsJson()
    .map((values) =>
      Object.fromEntries(columns.map(({ name, type }, at) => [name, readValue(values[at] ?? null, type)])),
    );
  return { columns, rows };
}

function readValue(value: Json, type: string): Json {
  if (typeof value !== 'string' || !NUMERIC.test(type)) return value;
  return value.replace(/[-.]/g, '').length <= EXACT_DIGITS ? Number(value) : value;
}
