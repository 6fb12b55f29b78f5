/** Checks documents against a Glue table and prepares them for Parquet. */
import { duckDbType, type GlueType, glueType } from '../../duckdb/column-type';
import type { DeliveryStreamWiring, TableWiring } from '../../template/wiring';
import { readTimestamp } from './timestamp';

/**
 * Format conversion as Firehose does it with the OpenX JSON SerDe. Names match in lower case.
 * Fields that the Glue table lacks are dropped, and absent fields are null. A value that does not
 * fit its column fails the document.
 */
export interface Conversion {
  readonly table: TableWiring;
  readonly compression: 'SNAPPY' | 'GZIP' | 'UNCOMPRESSED';
  /** DuckDB type of each column by name, in the table's order. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /**
   * @returns the document's values as `"name":value,…` for a staging line, or the problem of a
   *   value that does not fit.
   */
  convert(document: object): string | { readonly problem: string };
}

type Reader = (value: unknown) => string | undefined;

interface Column {
  readonly name: string;
  readonly type: GlueType;
  readonly label: string;
  readonly read: Reader;
}

/** @throws Error for a missing table or an unsupported column type. */
export function planConversion(wiring: NonNullable<DeliveryStreamWiring['parquet']>, table: TableWiring): Conversion {
  const columns = table.columns.map((column): Column => {
    const type = glueType(column.type, `${table.database}.${table.name}.${column.name}`);
    const name = column.name.toLowerCase();
    return { name, type, label: `${JSON.stringify(name)}:`, read: READERS[type] };
  });
  return {
    table,
    compression: wiring.compression,
    columns: columns.map(({ name, type }) => ({ name, type: duckDbType(type) })),
    convert: (document) => convert(columns, document as Readonly<Record<string, unknown>>),
  };
}

function convert(
  columns: readonly Column[],
  document: Readonly<Record<string, unknown>>,
): string | { problem: string } {
  const fields: string[] = [];
  let lowerCase: Readonly<Record<string, unknown>> | undefined;
  for (const { name, type, label, read } of columns) {
    let source = document;
    if (!Object.hasOwn(document, name)) {
      lowerCase ??= withLowerCaseKeys(document);
      source = lowerCase;
    }
    const value = source[name];
    if (value === null || value === undefined) continue;
    const text = read(value);
    if (text === undefined)
      return { problem: `The value ${excerpt(value)} of field ${name} does not fit its type ${type}` };
    fields.push(label + text);
  }
  return fields.join(',');
}

function withLowerCaseKeys(document: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const result: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(document)) result[key.toLowerCase()] = document[key];
  return result;
}

/** Enough of a value to recognise it in an error. */
const QUOTED_CHARACTERS = 60;

function excerpt(value: unknown): string {
  return JSON.stringify(value).slice(0, QUOTED_CHARACTERS);
}

const READERS: Readonly<Record<GlueType, Reader>> = {
  string: (value) => wellFormed(typeof value === 'string' ? value : JSON.stringify(value)),
  int: (value) => integer(value, 32),
  bigint: (value) => integer(value, 64),
  double: (value) => {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? String(number) : undefined;
  },
  boolean: (value) => {
    const text = String(value).toLowerCase();
    return typeof value !== 'object' && (text === 'true' || text === 'false') ? text : undefined;
  },
  timestamp: (value) => {
    const text = readTimestamp(value);
    return text === undefined ? undefined : `"${text}"`;
  },
};

/**
 * A JSON number beyond 2^53 loses digits when it is parsed, so it does not fit. The same number as
 * text does.
 */
function integer(value: unknown, bits: number): string | undefined {
  const isText = typeof value === 'string' && /^-?\d{1,19}$/.test(value);
  if (!isText && !Number.isSafeInteger(value)) return undefined;
  const number = BigInt(value as string | number);
  return number === BigInt.asIntN(bits, number) ? String(number) : undefined;
}

/**
 * Half of a surrogate pair is not valid UTF-8. It becomes U+FFFD, because DuckDB does not read the
 * escape that JSON.stringify would write.
 */
function wellFormed(text: string): string {
  return JSON.stringify(/\p{Surrogate}/u.test(text) ? text.replace(/\p{Surrogate}/gu, '\ufffd') : text);
}
