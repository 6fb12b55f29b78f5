/** A simple city for the sample: a few busy places and a weekly rhythm. */
import type { Random } from './random';

/** Degrees (WGS 84). */
export interface Point {
  readonly longitude: number;
  readonly latitude: number;
}

interface Place extends Point {
  readonly name: string;
  /** Share of the trips, in any unit. */
  readonly weight: number;
  /** Standard deviation in degrees: 0.01 is about a kilometre. */
  readonly spread: number;
}

const PLACES: readonly Place[] = [
  { name: 'Midtown', longitude: -73.984, latitude: 40.755, weight: 40, spread: 0.012 },
  { name: 'Downtown', longitude: -74.007, latitude: 40.715, weight: 18, spread: 0.01 },
  { name: 'Upper East Side', longitude: -73.958, latitude: 40.773, weight: 20, spread: 0.01 },
  { name: 'Williamsburg', longitude: -73.955, latitude: 40.714, weight: 9, spread: 0.015 },
  { name: 'LaGuardia', longitude: -73.873, latitude: 40.774, weight: 8, spread: 0.002 },
  { name: 'JFK', longitude: -73.79, latitude: 40.645, weight: 5, spread: 0.003 },
];

/** Draws a point near one of the places. */
export function drawPoint(random: Random): Point {
  const { longitude, latitude, spread } = random.weighted(PLACES);
  return { longitude: longitude + random.normal() * spread, latitude: latitude + random.normal() * spread * 0.76 };
}

/** Great-circle distance in miles (haversine formula; mean radius of the earth 3,958.76 miles). */
export function milesBetween(from: Point, to: Point): number {
  const radians = Math.PI / 180;
  const half = (degrees: number) => Math.sin((degrees * radians) / 2) ** 2;
  const cosines = Math.cos(from.latitude * radians) * Math.cos(to.latitude * radians);
  const chord = half(to.latitude - from.latitude) + cosines * half(to.longitude - from.longitude);
  return 2 * 3958.76 * Math.asin(Math.sqrt(chord));
}

/** Trips in each hour from midnight, relative to the mean: quiet nights, two rush hours. */
const WEEKDAY = [
  0.5, 0.3, 0.2, 0.15, 0.15, 0.3, 0.7, 1.2, 1.5, 1.4, 1.2, 1.2, 1.25, 1.2, 1.25, 1.2, 1.1, 1.3, 1.7, 1.8, 1.6, 1.5, 1.3,
  0.9,
];
const WEEKEND = [
  1.5, 1.3, 1.1, 0.8, 0.5, 0.3, 0.3, 0.4, 0.6, 0.9, 1.1, 1.2, 1.3, 1.3, 1.3, 1.3, 1.2, 1.3, 1.4, 1.4, 1.3, 1.2, 1.2,
  1.1,
];

/**
 * Trips in an hour, relative to the mean.
 * @param hourOfWeek hours since Monday, 0:00, on the city's clocks
 */
export function demand(hourOfWeek: number): number {
  const curve = hourOfWeek < 5 * 24 ? WEEKDAY : WEEKEND;
  return curve[hourOfWeek % 24] ?? 1;
}

/** Speed in miles an hour: lower the more trips there are. */
export function speed(hourOfWeek: number): number {
  return 22 / (1 + 0.7 * demand(hourOfWeek));
}
