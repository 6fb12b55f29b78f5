/** The books of the audit: every row read and every trip found, in an in-memory DuckDB. */
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { reason } from '../../../telemetry/problem';
import { deriveTripId } from '../../../telemetry/trip-id';
import { writeTrip } from '../../../telemetry/trip-json';
import { quoteText } from '../../aws/duckdb/quote';
import type { Entry, LakeFiles } from './destinations';
import { rowsOf } from './read-file';

const TABLES = `
  CREATE TABLE row_read (trip_id VARCHAR, content VARCHAR);
  CREATE TABLE rejected (file VARCHAR, line BIGINT, reason VARCHAR);
  CREATE TABLE found (destination VARCHAR, trip_id VARCHAR, reason VARCHAR);
  CREATE TABLE lake (trip_id VARCHAR, duration_s BIGINT, passenger_count BIGINT, distance_miles DOUBLE, ingested_at TIMESTAMP);
`;

export class Books {
  private constructor(
    private readonly instance: DuckDBInstance,
    readonly connection: DuckDBConnection,
  ) {}

  static async open(): Promise<Books> {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(TABLES);
    return new Books(instance, connection);
  }

  /** Enters every row of a file: trips with id and content, rejected rows with their reasons. */
  async enterFile(file: string): Promise<void> {
    const trips = await this.connection.createAppender('row_read');
    const rejected = await this.connection.createAppender('rejected');
    for await (const { line, outcome } of rowsOf(file)) {
      if ('trip' in outcome) {
        const { source: _, ...content } = outcome.trip;
        appendRow(trips, content.trip_id, deriveTripId([writeTrip(content)]));
      } else
        for (const problem of outcome.problems) {
          rejected.appendVarchar(file);
          rejected.appendBigInt(BigInt(line));
          rejected.appendVarchar(reason(problem));
          rejected.endRow();
        }
    }
    trips.closeSync();
    rejected.closeSync();
  }

  /** Enters what was found outside the lake. */
  async enterEntries(entries: AsyncIterable<Entry>): Promise<void> {
    const found = await this.connection.createAppender('found');
    for await (const { destination, tripId, reasons } of entries)
      for (const one of reasons.length > 0 ? reasons : ['']) appendRow(found, destination, tripId, one);
    found.closeSync();
  }

  /** Enters the trips of a dead-letter file. */
  async enterDeadLetters(file: string): Promise<void> {
    const found = await this.connection.createAppender('found');
    for await (const { outcome } of rowsOf(file))
      appendRow(found, 'undelivered', 'trip' in outcome ? outcome.trip.trip_id : undefined, '');
    found.closeSync();
  }

  /**
   * Enters every row of the lake's Parquet files. There must be at least one file.
   * @throws Error if the Glue table has no `trip_id`, by which trips are found
   */
  async enterLake({ folder, columns }: LakeFiles): Promise<void> {
    if (!columns.includes('trip_id'))
      throw new Error(
        'The Glue table has no column trip_id, so trips in the lake cannot be told apart. Add the column.',
      );
    const selected = ['trip_id', 'duration_s', 'passenger_count', 'distance_miles', 'ingested_at'].map((name) =>
      columns.includes(name) ? name : 'NULL',
    );
    await this.connection.run(
      `INSERT INTO lake SELECT ${selected.join(', ')}
       FROM read_parquet(${quoteText(`${folder}**/*.parquet`)}, hive_partitioning = false, union_by_name = true)`,
    );
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }
}

type Appender = Awaited<ReturnType<DuckDBConnection['createAppender']>>;

function appendRow(appender: Appender, ...values: readonly (string | undefined)[]): void {
  for (const value of values) {
    if (value === undefined) appender.appendNull();
    else appender.appendVarchar(value);
  }
  appender.endRow();
}
