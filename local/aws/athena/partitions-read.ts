/** Counts how many partitions a query reads. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName, quoteText } from '../duckdb/quote';
import type { LakeTable } from './lake-table';
import type { Partition } from './partitions';
import { findScans, type Scan } from './plan';

/** A table and the partitions it had when the query arrived. */
export interface LakeState {
  readonly table: LakeTable;
  readonly partitions: readonly Partition[];
}

/**
 * Finds the tables that a query names. They are in DuckDB's parse tree; DuckDB's own list of tables
 * looks through views.
 */
export async function findNamedTables(
  connection: DuckDBConnection,
  sql: string,
  lake: readonly LakeState[],
): Promise<readonly LakeState[]> {
  const parsed = await connection.runAndReadAll(`SELECT json_serialize_sql(${quoteText(sql)})`);
  const named = collectTableNames(JSON.parse(String(parsed.getRows()[0]?.[0])));
  return lake.filter(({ table: { table } }) => {
    const [name, database] = [table.name, table.database].map((text) => text.toLowerCase());
    return named.some((each) => each.name === name && (each.schema === '' || each.schema === database));
  });
}

function collectTableNames(node: unknown): { readonly schema: string; readonly name: string }[] {
  if (typeof node !== 'object' || node === null) return [];
  const below = Object.values(node).flatMap(collectTableNames);
  const { type, schema_name: schema, table_name: name } = node as Readonly<Record<string, unknown>>;
  if (type !== 'BASE_TABLE') return below;
  return [...below, { schema: String(schema).toLowerCase(), name: String(name).toLowerCase() }];
}

/**
 * Counts the partitions that a query reads according to DuckDB's plan. Each counts once, however
 * often it is read.
 */
export async function countPartitionsRead(
  connection: DuckDBConnection,
  sql: string,
  tables: readonly LakeState[],
): Promise<number> {
  const stored = tables.filter(({ partitions }) => partitions.length > 0);
  if (stored.length === 0) return 0;
  const plan = await connection.runAndReadAll(`EXPLAIN (FORMAT json) ${sql}`);
  const scans = findScans(String(plan.getRows()[0]?.[1]));
  const counts = await Promise.all(stored.map((state) => countPartitions(connection, state, scans)));
  return counts.reduce((sum, count) => sum + count, 0);
}

/**
 * A plan does not say which table a scan belongs to. If a condition uses keys that this table
 * lacks, all its partitions count: the count may be too high, but never too low.
 */
async function countPartitions(
  connection: DuckDBConnection,
  state: LakeState,
  scans: readonly Scan[],
): Promise<number> {
  const { partitions } = state;
  if (scans.length === 0) return 0;
  if (scans.some(({ filter }) => filter === undefined)) return partitions.length;
  const condition = scans.map(({ filter }) => `(${filter})`).join(' OR ');
  try {
    const result = await connection.runAndReadAll(`SELECT count(*) FROM ${partitionRows(state)} WHERE ${condition}`);
    return Number(result.getRows()[0]?.[0]);
  } catch {
    return partitions.length;
  }
}

function partitionRows({ table, partitions }: LakeState): string {
  const rows = partitions.map(({ values }) => {
    return `(${values.map((value, at) => `CAST(${quoteText(value)} AS ${table.keys[at]?.type})`).join(', ')})`;
  });
  return `(VALUES ${rows.join(', ')}) AS partition(${table.keys.map(({ name }) => quoteName(name)).join(', ')})`;
}
