/** Writes staged documents as Parquet files. */
import { randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { quoteFiles, quoteName, quoteText } from '../../duckdb/quote';
import type { Conversion } from './conversion';

/**
 * Column of a staging line that says which buffer it belongs to. No Glue column can have this name.
 */
const BUFFER_COLUMN = '__buffer';

/** The staged documents of one buffer. */
export interface StagedBuffer {
  readonly number: number;
  readonly file: string;
  readonly documents: number;
}

/**
 * One line of a staging file.
 * @param fields text of the form `"name":value,…`, possibly empty.
 */
export function stagingLine(buffer: number, fields: string): string {
  return `{"${BUFFER_COLUMN}":${buffer}${fields && ','}${fields}}\n`;
}

/**
 * Writes Parquet with DuckDB, whose own threads do the work, so that the event loop is not blocked.
 */
export class ParquetWriter {
  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly folder: string,
  ) {}

  /**
   * @param folder folder for unfinished files, on the bucket's file system, so that finished files
   *   can be moved there.
   */
  static async open(folder: string): Promise<ParquetWriter> {
    const instance = await DuckDBInstance.create(':memory:', {
      // One thread writes each partition as one file. It wrote 336 partitions in 90 ms, where two
      // threads took 130 ms.
      threads: '1',
      memory_limit: '1GB',
      temp_directory: path.join(folder, 'duckdb'),
      // AWS allows 500 partitions at a time. With DuckDB's default of 100 it would close and reopen
      // files.
      partitioned_write_max_open_files: '500',
      autoinstall_known_extensions: 'false',
    });
    return new ParquetWriter(instance, folder);
  }

  /**
   * Converts all buffers in one COPY.
   * @returns the finished files of each buffer by its number. The caller moves them away.
   * @throws Error when DuckDB wrote fewer or more rows than were staged, so that no loss goes
   *   unnoticed.
   */
  async write(
    buffers: readonly StagedBuffer[],
    conversion: Conversion,
  ): Promise<ReadonlyMap<number, readonly string[]>> {
    const target = path.join(this.folder, `parquet-${randomUUID()}`);
    const written = await this.run(copyStatement(buffers, conversion, target));
    const staged = buffers.reduce((sum, { documents }) => sum + documents, 0);
    if (written !== staged) throw new Error(`DuckDB wrote ${written} of ${staged} staged documents to ${target}.`);
    const files = new Map<number, readonly string[]>();
    for (const { number } of buffers) {
      const folder = path.join(target, `${BUFFER_COLUMN}=${number}`);
      files.set(
        number,
        (await readdir(folder)).map((name) => path.join(folder, name)),
      );
    }
    return files;
  }

  /** Removes what `write` leaves behind after its files have been moved away. */
  async discard(files: ReadonlyMap<number, readonly string[]>): Promise<void> {
    const [first] = [...files.values()].flat();
    if (first) await rm(path.dirname(path.dirname(first)), { recursive: true, force: true });
  }

  close(): void {
    this.instance.closeSync();
  }

  /**
   * Each call has a connection of its own, because streams write at the same time.
   * @returns the number of rows written.
   */
  private async run(copy: string): Promise<number> {
    const connection = await this.instance.connect();
    try {
      const result = await connection.runAndReadAll(copy);
      return Number(result.getRows()[0]?.[0]);
    } finally {
      connection.closeSync();
    }
  }
}

function copyStatement(buffers: readonly StagedBuffer[], conversion: Conversion, target: string): string {
  const columns = [{ name: BUFFER_COLUMN, type: 'INTEGER' }, ...conversion.columns];
  const types = columns.map(({ name, type }) => `${quoteName(name)}: '${type}'`).join(', ');
  const files = quoteFiles(buffers.map(({ file }) => file));
  return (
    `COPY (SELECT * FROM read_json(${files}, format = 'newline_delimited', columns = {${types}})) TO ${quoteText(target)} ` +
    `(FORMAT parquet, COMPRESSION ${conversion.compression.toLowerCase()}, PARTITION_BY (${BUFFER_COLUMN}))`
  );
}
