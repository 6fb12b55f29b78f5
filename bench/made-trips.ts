/**
 * Generates a CSV shaped like the public workshop's file: month-first dates to the minute, CRLF.
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { Random } from '../samples/random';

const HEADER =
  'id,vendor_id,pickup_datetime,dropoff_datetime,passenger_count,pickup_longitude,pickup_latitude,dropoff_longitude,dropoff_latitude,store_and_fwd_flag,gc_distance,trip_duration,google_distance,google_duration';

const START = Date.UTC(2016, 0, 1);
const DAYS = 8;

/** Writes `count` trips in order of pickup, the same ones in every run. */
export async function makeTrips(path: string, count: number): Promise<void> {
  const out = createWriteStream(path);
  const numbers = new Random(2016);
  const random = () => numbers.next();
  out.write(`${HEADER}\r\n`);
  for (let index = 0; index < count; index++)
    if (!out.write(`${row(index, count, random)}\r\n`)) await once(out, 'drain');
  out.end();
  await finished(out);
}

function row(index: number, count: number, random: () => number): string {
  const pickup = START + Math.floor((index / count) * DAYS * 1440) * 60_000;
  const seconds = 60 + Math.floor(random() ** 2 * 3000);
  const place = () => `${(-74.02 + random() * 0.1).toFixed(8)},${(40.7 + random() * 0.1).toFixed(8)}`;
  const cells = [
    `id${String(index).padStart(7, '0')}`,
    1 + Math.floor(random() * 2),
    formatMonthFirst(pickup),
    formatMonthFirst(pickup + seconds * 1000),
    1 + Math.floor(random() * 6),
    place(),
    place(),
    random() < 0.99 ? 'N' : 'Y',
    (random() * 8).toFixed(9),
    seconds,
    Math.floor(random() * 15_000),
    Math.floor(random() * 1_800),
  ];
  return cells.join(',');
}

function formatMonthFirst(instant: number): string {
  const date = new Date(instant);
  const minutes = String(date.getUTCMinutes()).padStart(2, '0');
  return `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()} ${date.getUTCHours()}:${minutes}`;
}
