/** A lake on disk with a table of trips. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { ColumnWiring, TableWiring } from '../../../../../local/aws/template/wiring';

const columns = (text: string): readonly ColumnWiring[] =>
  text.split(', ').map((column) => {
    const [name = '', type = ''] = column.split(' ');
    return { name, type };
  });

const projected = (key: string, range: string, digits?: number) => ({
  [`projection.${key}.type`]: 'integer',
  [`projection.${key}.range`]: range,
  ...(digits && { [`projection.${key}.digits`]: String(digits) }),
});

const folder = (key: string) => `${key}=$\{${key}}/`;
const KEYS = ['year', 'month', 'day', 'hour', 'vendor_id'];

/** The lake's table, as the template states it. */
export const trips: TableWiring = {
  database: 'tripstream',
  name: 'trips',
  columns: columns(
    'trip_id string, pickup_at timestamp, dropoff_at timestamp, passenger_count int, pickup_longitude double, ' +
      'pickup_latitude double, dropoff_longitude double, dropoff_latitude double, store_and_forward boolean, ' +
      'distance_miles double, duration_s int, pickup_zone_id int, dropoff_zone_id int, source string, ingested_at timestamp',
  ),
  partitionKeys: columns('year int, month int, day int, hour int, vendor_id string'),
  bucketName: 'lake',
  locationPrefix: 'trips/',
  parameters: {
    'projection.enabled': 'true',
    ...projected('year', '2009,2030'),
    ...projected('month', '1,12', 2),
    ...projected('day', '1,31', 2),
    ...projected('hour', '0,23', 2),
    'projection.vendor_id.type': 'enum',
    'projection.vendor_id.values': '1,2',
    'storage.location.template': `s3://lake/trips/${KEYS.map(folder).join('')}`,
  },
};

export interface TripRow {
  readonly id: string;
  /** Pickup in UTC, such as `2016-01-01 05:00:00`. */
  readonly at: string;
  readonly vendor?: string;
  readonly duration?: number;
  readonly passengers?: number;
  readonly zone?: number;
  readonly latitude?: number;
  readonly longitude?: number;
  readonly ingestedAt?: string;
}

const sql = (value: string | number | undefined) => (value === undefined ? 'NULL' : `'${value}'`);

function tripValues(row: TripRow): string {
  const values = [
    row.id,
    row.at,
    row.at,
    row.passengers ?? 1,
    undefined,
    undefined,
    row.longitude,
    row.latitude,
    'false',
  ];
  const more = [1.5, row.duration ?? 600, undefined, row.zone, 'file.csv', row.ingestedAt ?? '2026-01-01 00:00:00'];
  const types = trips.columns.map(({ type }) => (type === 'string' ? 'VARCHAR' : type.toUpperCase()));
  return [...values, ...more].map((value, at) => `CAST(${sql(value)} AS ${types[at]})`).join(', ');
}

/** A state folder with a lake of trips, one object per trip. */
export class TestLake {
  readonly stateFolder = mkdtempSync(path.join(tmpdir(), 'athena-'));

  async add(...rows: readonly TripRow[]): Promise<void> {
    const names = trips.columns.map(({ name }) => name);
    for (const [at, row] of rows.entries()) {
      const [year, month, day, hour] = row.at.split(/[- :]/);
      const partition = `year=${year}/month=${month}/day=${day}/hour=${hour}/vendor_id=${row.vendor ?? '1'}`;
      await this.write(
        `trips/${partition}/${row.id}-${at}.parquet`,
        `SELECT * FROM (VALUES (${tripValues(row)})) AS t(${names})`,
      );
    }
  }

  /** Writes a query's rows to the Parquet object `key`. */
  async write(key: string, query: string): Promise<void> {
    const file = path.join(this.stateFolder, 'lake', key);
    mkdirSync(path.dirname(file), { recursive: true });
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    await connection.run(`COPY (${query}) TO '${file}' (FORMAT parquet)`);
    connection.closeSync();
    instance.closeSync();
  }

  writeWiring(): void {
    writeFileSync(path.join(this.stateFolder, 'wiring.json'), JSON.stringify({ tables: [trips] }));
  }

  remove(): void {
    rmSync(this.stateFolder, { recursive: true, force: true });
  }
}
