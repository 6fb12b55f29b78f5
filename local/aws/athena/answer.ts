import type { DuckDBResultReader, Json } from '@duckdb/node-api';

export interface Answer {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Values by column name: numbers as numbers where they are exact, dates and timestamps as text. */
  readonly rows: readonly Readonly<Record<string, Json>>[];
}

/** Types that DuckDB gives as text in JSON, to be exact: a double holds those of up to 15 digits. */
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
