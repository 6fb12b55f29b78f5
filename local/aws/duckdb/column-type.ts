/** The Glue (Hive) column types that the local lake supports, and DuckDB's names for them. */
const DUCKDB_TYPES = {
  string: 'VARCHAR',
  int: 'INTEGER',
  bigint: 'BIGINT',
  double: 'DOUBLE',
  boolean: 'BOOLEAN',
  // It has no zone, like Hive's timestamp. Parquet keeps it as INT64 microseconds (Firehose writes
  // INT96).
  timestamp: 'TIMESTAMP',
} as const;

export type GlueType = keyof typeof DUCKDB_TYPES;

/**
 * Narrows a column's type.
 * @param column its name, for the message.
 * @throws Error for a type that is not supported here.
 */
export function glueType(type: string, column: string): GlueType {
  if (Object.hasOwn(DUCKDB_TYPES, type)) return type as GlueType;
  const known = Object.keys(DUCKDB_TYPES).join(', ');
  throw new Error(`Column ${column} has the Glue type "${type}": on one machine use one of ${known}.`);
}

export function duckDbType(type: GlueType): string {
  return DUCKDB_TYPES[type];
}
