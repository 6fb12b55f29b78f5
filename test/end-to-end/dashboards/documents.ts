/**
 * Documents as Flink's rows make them. Where a panel shows only the newest, there are more than it
 * shows.
 */
import type { Row } from '../../support/draw';

export type Document = Row & { readonly _index: string; readonly _id: string };

const HOUR_MS = 3_600_000;
/** Midnight in New York on Sunday, 31 January 2016, which is five hours behind UTC. */
const START = Date.UTC(2016, 0, 31, 5);

const iso = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;
const date = (day: number) => iso(START + day * 24 * HOUR_MS).slice(0, 10);
const ENVELOPE = { generation: 1, arrived_at: '2016-03-01T00:00:00.000Z' };

/** Makes numbers that differ and go up and down. */
const wave = (at: number) => 20 + ((at * 37) % 101);

const make = <T>(length: number, of: (at: number) => T): readonly T[] => Array.from({ length }, (_, at) => of(at));

/** One document for each hour of fifteen days. */
export const HOURS: readonly Document[] = make(15 * 24, (at) => ({
  ...ENVELOPE,
  _index: 'trip-hour',
  _id: `hour-${at}`,
  hour_at: iso(START + at * HOUR_MS),
  new_york_date: date(Math.floor(at / 24)),
  new_york_hour: at % 24,
  new_york_weekday: ((Math.floor(at / 24) + 6) % 7) + 1,
  trips: wave(at),
  duration_s: wave(at) * (500 + (at % 24) * 20),
  passengers: wave(at) * 2,
  distance_thousandths: wave(at) * 2_000,
}));

export const DAYS: readonly Document[] = make(30, (day) => ({
  ...ENVELOPE,
  _index: 'trip-day',
  _id: `day-${day}`,
  new_york_date: date(day),
  peak_hour: (day * 5) % 24,
  peak_trips: wave(day),
}));

export const VENDOR_DAYS: readonly Document[] = make(16 * 2, (at) => ({
  ...ENVELOPE,
  _index: 'trip-vendor-day',
  _id: `vendor-day-${at}`,
  new_york_date: date(Math.floor(at / 2)),
  vendor_id: String((at % 2) + 1),
  trips: wave(at) * 10,
  duration_s: wave(at) * 7_000,
  passengers: wave(at) * 16,
  distance_thousandths: wave(at) * 25_000,
}));

/** Twenty cells on up to five days each, so that a cell's days lie in both shards. */
export const PLACE_DAYS: readonly Document[] = make(20 * 5, (at) => ({ cell: at % 20, day: Math.floor(at / 20) }))
  .filter(({ cell, day }) => day <= cell % 5)
  .map(({ cell, day }) => ({
    ...ENVELOPE,
    _index: 'trip-place-day',
    _id: `${day}-${cell}`,
    new_york_date: date(day),
    cell: `333-${300 + cell}`,
    place: { lat: 40.750375, lon: -74.1 + cell * 0.003 },
    trips: 10 + cell * 7 + day,
  }));

/** Ten, twenty and thirty drop-offs about three places that are tiles apart. */
export const MASKED: readonly Document[] = make(60, (at) => {
  const [lat, lon] = at < 10 ? [40.65, -73.79] : at < 30 ? [40.77, -73.87] : [40.75, -73.98];
  // The places differ by less than a metre, so they lie in one tile.
  const dropoff = { lat: lat + at * 1e-8, lon: lon + at * 1e-8 };
  return {
    ...ENVELOPE,
    _index: at % 2 === 0 ? 'trip-masked-2016.01' : 'trip-masked-2016.02',
    _id: `trip-${at}`,
    pickup_at: '2016-01-31T12:00:00Z',
    dropoff_at: '2016-01-31T12:10:00Z',
    vendor_id: '1',
    pickup: { lat: 40.8, lon: -73.95 },
    dropoff,
  };
});

export const ANOMALIES: readonly Document[] = make(520, (at) => ({
  ...ENVELOPE,
  _index: 'trip-anomaly',
  _id: `anomaly-${at}`,
  // Each has an hour of its own, so that the newest are the same in every run.
  hour_at: iso(START + at * HOUR_MS),
  new_york_hour: at % 24,
  vendor_id: '2',
  duration_s: at % 3 === 0 ? 62 : 9_000,
  baseline_trips: 100 + at,
  baseline_mean: 6.5,
  z: (at % 3 === 0 ? -1 : 1) * (3.5 + ((at * 13) % 40) / 10),
}));

const quality = (arrival_date: string, measure: string, trips: number, reason?: string): Document => ({
  ...ENVELOPE,
  _index: 'trip-quality',
  _id: [arrival_date, measure, reason].join('-'),
  arrival_date,
  measure,
  trips,
  ...(reason !== undefined && { reason }),
});

export const QUALITY: readonly Document[] = [
  quality('2016-02-01', 'parsed', 1_500),
  quality('2016-02-02', 'parsed', 500),
  quality('2016-02-01', 'distinct', 1_300),
  quality('2016-02-02', 'distinct', 400),
  quality('2016-02-01', 'implausible', 60),
  quality('2016-02-02', 'implausible', 12),
  quality('2016-02-01', 'outside', 60, 'duration_s:below_minimum'),
  quality('2016-02-02', 'outside', 10, 'duration_s:below_minimum'),
  quality('2016-02-02', 'outside', 5, 'pickup_latitude:above_maximum'),
];
