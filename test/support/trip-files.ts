/** Makes small CSV files of trips in the layouts that users have. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const KAGGLE_HEADER =
  'id,vendor_id,pickup_datetime,dropoff_datetime,passenger_count,pickup_longitude,pickup_latitude,dropoff_longitude,dropoff_latitude,store_and_fwd_flag,trip_duration';

/** Makes a row for {@link KAGGLE_HEADER}. Its number sets its id and pickup time. */
export function kaggleRow(number: number): string {
  const minute = String(number % 60).padStart(2, '0');
  const hour = String(8 + (Math.floor(number / 60) % 12)).padStart(2, '0');
  return `id${number},${1 + (number % 2)},2016-03-14 ${hour}:${minute}:00,2016-03-14 ${hour}:${minute}:55,1,-73.98,40.76,-73.96,40.77,N,455`;
}

/** Makes a file of `count` plausible trips, numbered from 1. */
export function kaggleFile(count: number): string {
  return lines(KAGGLE_HEADER, ...Array.from({ length: count }, (_, index) => kaggleRow(index + 1)));
}

export function lines(...rows: readonly string[]): string {
  return rows.map((row) => `${row}\n`).join('');
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Makes a temporary folder that is removed after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tripstream-test-'));
  folders.push(folder);
  return folder;
}

/** Writes a file into a folder and returns its path. */
export function put(folder: string, name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
