/** The shape of the sample: its columns, and how a row is written. */
import type { Point } from './city';

/**
 * The columns of the workshop's file, with the blank and the unnamed column that real files have.
 */
export const HEADER =
  ',id,vendor_id, pickup_datetime, dropoff_datetime,passenger_count,pickup_longitude,pickup_latitude,dropoff_longitude,dropoff_latitude,store_and_fwd_flag,gc_distance,trip_duration';

/** The cells of a row by column; `index` is the unnamed one. */
export interface Cells {
  index: string;
  id: string;
  vendor: string;
  pickup: string;
  dropoff: string;
  passengers: string;
  from: Point;
  to: Point;
  flag: string;
  miles: string;
  seconds: string;
}

/** @returns the line of the file, without its end */
export function writeRow(cells: Cells): string {
  const { index, id, vendor, pickup, dropoff, passengers, from, to, flag, miles, seconds } = cells;
  const points = [from.longitude, from.latitude, to.longitude, to.latitude].map((degrees) => degrees.toFixed(6));
  return [index, id, vendor, pickup, dropoff, passengers, ...points, flag, miles, seconds].join(',');
}
