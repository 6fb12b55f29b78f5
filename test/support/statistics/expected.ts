/** The job's statistics, computed a second time in plain TypeScript over all trips at once. */
import type { Trip } from '../../../telemetry/catalogue';

const newYork = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/New_York',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  weekday: 'short',
});
const WEEKDAYS = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Gives New York's date, hour and weekday (Monday is 1) at an instant. */
export function inNewYork(instant: string): { readonly date: string; readonly hour: number; readonly weekday: number } {
  const parts = Object.fromEntries(newYork.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  const { year, month, day, hour, weekday = '' } = parts;
  return { date: `${year}-${month}-${day}`, hour: Number(hour), weekday: WEEKDAYS.indexOf(weekday.replace('.', '')) };
}

/** Sums trips into the totals that the documents carry. */
export function totals(trips: readonly Trip[]) {
  const sum = (value: (trip: Trip) => number) => trips.reduce((total, trip) => total + value(trip), 0);
  return {
    n: trips.length,
    trips: trips.length,
    duration_s: sum(({ duration_s = 0 }) => duration_s),
    passengers: sum(({ passenger_count = 0 }) => passenger_count),
    // A value of 1e9 miles or more cannot be a trip's length, and adds nothing.
    distance_thousandths: sum(({ distance_miles = 0 }) =>
      distance_miles < 1e9 ? Math.round(distance_miles * 1000) : 0,
    ),
  };
}

/** Groups items by a key. */
export function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) found.set(key(item), [...(found.get(key(item)) ?? []), item]);
  return found;
}

export function expectedHours(trips: readonly Trip[]) {
  return mapValues(
    groupBy(trips, ({ pickup_at }) => pickup_at.slice(0, 13).replace(/[-T]/g, '')),
    (some) => {
      const hour_at = `${some[0]?.pickup_at.slice(0, 13)}:00:00Z`;
      const { date, hour, weekday } = inNewYork(hour_at);
      return { hour_at, new_york_date: date, new_york_hour: hour, new_york_weekday: weekday, ...totals(some) };
    },
  );
}

export function expectedVendorDays(trips: readonly Trip[]) {
  const key = ({ pickup_at, vendor_id }: Trip) => `${compact(inNewYork(pickup_at).date)}-${vendor_id}`;
  return mapValues(groupBy(trips, key), (some) => ({
    new_york_date: inNewYork(some[0]?.pickup_at ?? '').date,
    vendor_id: some[0]?.vendor_id,
    ...totals(some),
  }));
}

/** Finds the busiest hour of each New York day. If hours tie, the latest wins. */
export function expectedDays(trips: readonly Trip[]) {
  const hours = [...expectedHours(trips).values()];
  return mapValues(
    groupBy(hours, ({ new_york_date }) => compact(new_york_date)),
    (some) => {
      const [peak] = [...some].sort((a, b) => b.trips - a.trips || b.new_york_hour - a.new_york_hour);
      const { new_york_date, new_york_hour: peak_hour = 0, trips: peak_trips = 0 } = peak ?? {};
      return { new_york_date, peak_hour, peak_trips, n: peak_trips * 24 + peak_hour };
    },
  );
}

/**
 * Scores ln(duration) of each trip against the trips before it in the same New York hour of day.
 * Hours with fewer than 30 earlier trips give no score.
 */
export function expectedScores(
  trips: readonly Trip[],
): Map<string, { readonly n: number; readonly mean: number; readonly z: number }> {
  const before = new Map<number, number[]>();
  const scores = new Map<string, { n: number; mean: number; z: number }>();
  for (const { trip_id, pickup_at, duration_s } of trips) {
    if (duration_s === undefined) continue;
    const { hour } = inNewYork(pickup_at);
    const others = before.get(hour) ?? [];
    const x = Math.log(duration_s);
    const n = others.length;
    if (n >= 30) {
      const mean = others.reduce((sum, other) => sum + other, 0) / n;
      const variance = others.reduce((sum, other) => sum + (other - mean) ** 2, 0) / (n - 1);
      scores.set(trip_id, { n, mean, z: (x - mean) / Math.sqrt(variance) });
    }
    before.set(hour, [...others, x]);
  }
  return scores;
}

function compact(date: string): string {
  return date.replaceAll('-', '');
}

function mapValues<T, R>(map: ReadonlyMap<string, readonly T[]>, make: (items: readonly T[]) => R): Map<string, R> {
  return new Map([...map].map(([key, items]) => [key, make(items)]));
}
