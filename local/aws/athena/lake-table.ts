/** Makes a Glue table readable for DuckDB. */
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { duckDbType, glueType } from '../duckdb/column-type';
import { quoteFiles, quoteName, quoteText } from '../duckdb/quote';
import type { TableWiring } from '../template/wiring';
import { findPartitions, type Partition, readLocationLevels } from './partitions';
import { readProjectedKeys } from './projection';

interface Field {
  readonly name: string;
  readonly type: string;
}

/**
 * A Glue table over a bucket's folder, as a DuckDB view `database.table` with the table's column
 * types.
 */
export class LakeTable {
  readonly qualifiedName: string;
  readonly keys: readonly Field[];
  private readonly columns: readonly Field[];
  private readonly find: () => readonly Partition[];

  /**
   * @throws Error for a table that Athena could not read, or that this emulation does not support.
   */
  constructor(
    readonly table: TableWiring,
    stateFolder: string,
  ) {
    const keys = readProjectedKeys(table);
    const levels = readLocationLevels(table, keys);
    const root = path.resolve(stateFolder, table.bucketName);
    this.find = () => findPartitions(root, levels);
    this.qualifiedName = `${quoteName(table.database)}.${quoteName(table.name)}`;
    this.keys = keys.map(({ name, type }) => ({ name, type: duckDbType(type) }));
    this.columns = table.columns.map(({ name, type }) => ({
      name,
      type: duckDbType(glueType(type, `${table.database}.${table.name}.${name}`)),
    }));
  }

  partitions(): readonly Partition[] {
    return this.find();
  }

  /**
   * Months that have a partition, such as `2016-01`. A table without the keys year and month has
   * none.
   */
  months(): readonly string[] {
    const [year, month] = ['year', 'month'].map((name) => this.keys.findIndex((key) => key.name === name));
    if (year === undefined || month === undefined || year < 0 || month < 0) return [];
    return this.find().map(({ values }) => `${values[year]}-${values[month]?.padStart(2, '0')}`);
  }

  /**
   * Recreates the view over the objects that are there now.
   * @param byName matches columns by name in every file, as Athena does. This reads every file's
   *   footer, so use it only where files are known to differ.
   */
  async createView(connection: DuckDBConnection, partitions: readonly Partition[], byName: boolean): Promise<void> {
    const files = partitions.flatMap((partition) => partition.files);
    if (files.length === 0) {
      await this.create(connection, new Set(), `(SELECT 1 WHERE false)`);
      return;
    }
    const types = this.keys.map(({ name, type }) => `${quoteName(name)}: ${quoteText(type)}`).join(', ');
    const hive =
      this.keys.length > 0 ? `hive_partitioning = true, hive_types = {${types}}` : 'hive_partitioning = false';
    const source = `read_parquet(${quoteFiles(files)}, union_by_name = ${byName}, ${hive})`;
    const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${source}`);
    const present = new Set(described.getRows().map(([name]) => String(name).toLowerCase()));
    if (!byName && this.columns.some(({ name }) => !present.has(name))) {
      await this.createView(connection, partitions, true);
      return;
    }
    await this.create(connection, present, source);
  }

  private async create(connection: DuckDBConnection, present: ReadonlySet<string>, source: string): Promise<void> {
    const fields = [...this.columns, ...this.keys].map(({ name, type }) => {
      const column = quoteName(name);
      return `CAST(${present.has(name) ? column : 'NULL'} AS ${type}) AS ${column}`;
    });
    await connection.run(`CREATE OR REPLACE VIEW ${this.qualifiedName} AS SELECT ${fields.join(', ')} FROM ${source}`);
  }
}
