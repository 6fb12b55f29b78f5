/** Answers SQL about the lake on one machine, as Athena does. */
import { type DuckDBConnection, DuckDBInstance, StatementType } from '@duckdb/node-api';
import { quoteName, quoteText } from '../duckdb/quote';
import type { TableWiring } from '../template/wiring';
import { type Answer, readAnswer } from './answer';
import { functionStatements } from './functions';
import { LakeTable } from './lake-table';
import { countPartitionsRead, findNamedTables, type LakeState } from './partitions-read';

export interface QueryResult extends Answer {
  /** Partitions that the query reads, according to its plan. */
  readonly partitionsRead: number;
  /** Partitions of all tables that the query names. */
  readonly partitionsTotal: number;
}

export interface AthenaOptions {
  readonly tables: readonly TableWiring[];
  /** Parent of the buckets' folders. */
  readonly stateFolder: string;
}

/**
 * Athena for one machine: Trino SQL over the Glue tables, as far as DuckDB and the macros of
 * `functions.ts` understand it. It only reads. Its only state is DuckDB's memory.
 */
export class Athena {
  private byName = false;

  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
    private readonly tables: readonly LakeTable[],
  ) {}

  /**
   * The first table's database is the default one.
   * @throws Error saying why a table cannot be read.
   */
  static async open({ tables, stateFolder }: AthenaOptions): Promise<Athena> {
    const lakeTables = tables.map((table) => new LakeTable(table, stateFolder));
    const instance = await DuckDBInstance.create(':memory:', { autoinstall_known_extensions: 'false' });
    const connection = await instance.connect();
    for (const name of new Set(tables.map(({ database }) => database)))
      await connection.run(`CREATE SCHEMA ${quoteName(name)}`);
    for (const statement of functionStatements) await connection.run(statement);
    // As in Athena, instants are shown in UTC, and 5 / 2 is 2.
    await connection.run("SET TimeZone = 'UTC'; SET integer_division = true");
    // These optimizers read a table twice. The second time they read all its partitions, to fetch
    // columns by row number.
    await connection.run("SET disabled_optimizers = 'late_materialization,top_n_window_elimination'");
    const path = [...new Set(tables.slice(0, 1).map(({ database }) => quoteName(database))), 'main'].join(',');
    await connection.run(`SET search_path = ${quoteText(path)}`);
    return new Athena(instance, connection, lakeTables);
  }

  /**
   * Answers one SELECT (also WITH, VALUES, SHOW and DESCRIBE) from the objects that are in the lake
   * now.
   * @throws Error for SQL that is wrong or does anything but read.
   */
  async query(sql: string): Promise<QueryResult> {
    const lake = await this.refresh();
    await this.checkReads(sql);
    try {
      return await this.answer(sql, lake);
    } catch (error) {
      // Files written before a column was added lack it, and DuckDB's error then suggests this
      // option.
      if (this.byName || !String(error).includes('union_by_name')) throw error;
      this.byName = true;
      return this.query(sql);
    }
  }

  /**
   * Months with at least one partition, in order, such as `2016-01`. Tables without the keys year
   * and month have none.
   */
  months(): readonly string[] {
    return [...new Set(this.tables.flatMap((table) => table.months()))].sort();
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }

  /** Recreates every view, because objects may have arrived since the last query. */
  private async refresh(): Promise<readonly LakeState[]> {
    const lake = this.tables.map((table) => ({ table, partitions: table.partitions() }));
    for (const { table, partitions } of lake) await table.createView(this.connection, partitions, this.byName);
    return lake;
  }

  private async checkReads(sql: string): Promise<void> {
    const statements = await this.connection.extractStatements(sql);
    if (statements.count !== 1) throw new Error(`Send one statement at a time: this text has ${statements.count}.`);
    const { statementType } = await statements.prepare(0);
    if (statementType !== StatementType.SELECT)
      throw new Error('Only queries can be run here: begin with SELECT or WITH.');
  }

  private async answer(sql: string, lake: readonly LakeState[]): Promise<QueryResult> {
    const named = await findNamedTables(this.connection, sql, lake);
    const partitionsRead = await countPartitionsRead(this.connection, sql, named);
    const result = await this.connection.runAndReadAll(sql);
    const partitionsTotal = named.reduce((sum, { partitions }) => sum + partitions.length, 0);
    return { ...readAnswer(result), partitionsRead, partitionsTotal };
  }
}
