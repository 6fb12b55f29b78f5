/**
 * The job's masking, computed a second time in TypeScript: planar Laplace noise from a keyed hash,
 * and the grid cells of places.
 */
import { createHash } from 'node:crypto';
import type { Trip } from '../../../telemetry/catalogue';

export interface Point {
  readonly lat: number;
  readonly lon: number;
}

const METRES_PER_DEGREE = 111_320;
const EPSILON = Math.log(4) / 200;

/** Computes where an end of a trip is shown; undefined where that end has no coordinates. */
export function maskedEnd(trip: Trip, end: 'pickup' | 'dropoff', key: string): Point | undefined {
  const [lat, lon] = [trip[`${end}_latitude`], trip[`${end}_longitude`]];
  if (lat === undefined || lon === undefined) return undefined;
  const [angle, first, second] = uniforms(trip.trip_id, end, key);
  const metres = -(Math.log(1 - first) + Math.log(1 - second)) / EPSILON;
  const north = metres * Math.cos(2 * Math.PI * angle);
  const east = metres * Math.sin(2 * Math.PI * angle);
  return {
    lat: round(lat + north / METRES_PER_DEGREE),
    lon: round(lon + east / (METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180))),
  };
}

/** Measures how far one point is from another, in metres north and east. */
export function displacement(from: Point, to: Point): { readonly north: number; readonly east: number } {
  const scale = Math.cos((from.lat * Math.PI) / 180);
  return {
    north: (to.lat - from.lat) * METRES_PER_DEGREE,
    east: (to.lon - from.lon) * METRES_PER_DEGREE * scale,
  };
}

/** Names a point's cell: its row and column in a grid of 0.00225° by 0.003° from 40° N, 75° W. */
export function cellOf({ lat, lon }: Point): string {
  const row = Math.floor((Math.round(lat * 1e5) - 4_000_000) / 225);
  return `${row}-${Math.floor((Math.round(lon * 1e5) + 7_500_000) / 300)}`;
}

function uniforms(tripId: string, end: string, key: string): readonly [number, number, number] {
  const digits = createHash('sha512').update(`${key}|${tripId}|${end}`).digest('hex').replace(/[a-f]/g, '');
  const uniform = (position: number) => (Number(digits.slice(position * 9, position * 9 + 9)) + 0.5) / 1e9;
  return [uniform(0), uniform(1), uniform(2)];
}

function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}
