/** A few rows for each panel in the form of OpenSearch's answers, chosen for what can go wrong. */

const hit = (_id: string, _source: object) => ({ _id, _source });

const hour = (hour_at: string, new_york_hour: number, trips: number, duration_s: number) =>
  hit(hour_at, { hour_at, new_york_hour, trips, duration_s });

/** Newest first. The clocks go forward on 13 March 2016, 7:00 UTC, so New York has no 2:00. */
const HOURS = [
  hour('2016-03-13T07:00:00Z', 3, 40, 24_000),
  hour('2016-03-13T06:00:00Z', 1, 30, 27_000),
  hour('2016-03-13T05:00:00Z', 0, 0, 0),
  hour('2016-03-13T04:00:00Z', 23, 20, 12_000),
];

const vendorDay = (new_york_date: string, vendor_id: string, trips: number) =>
  hit(`${new_york_date}-${vendor_id}`, {
    new_york_date,
    vendor_id,
    trips,
    duration_s: trips * 600,
    passengers: trips * 2,
    distance_thousandths: trips * 2_500,
  });

const days = (count: number) =>
  Array.from({ length: count }, (_, day) => `2016-03-${String(31 - day).padStart(2, '0')}`);

const anomaly = (id: string, hour_at: string, new_york_hour: number, duration_s: number, z: number) =>
  hit(id, { hour_at, new_york_hour, vendor_id: '2', duration_s, baseline_trips: 100, baseline_mean: Math.log(600), z });

const ANOMALIES = [
  anomaly('long', '2016-03-13T04:00:00Z', 23, 7_505, 6.5),
  anomaly('short', '2016-03-13T03:00:00Z', 22, 61, -5.25),
  ...Array.from({ length: 12 }, (_, number) => anomaly(`near-${number}`, '2016-03-12T04:00:00Z', 23, 3_600, 4)),
];

const measure = (name: string, reason: string | null, value: number) => ({
  key: { measure: name, reason },
  doc_count: 1,
  trips: { value },
});

export const ROWS: Readonly<Record<string, Readonly<Record<string, readonly object[]>>>> = {
  'trips-per-hour': { hours: HOURS },
  'average-duration': { hours: HOURS },
  map: {
    tiles: [
      { key: '17/1/1', doc_count: 30, centre: { location: { lat: 40.75, lon: -73.98 }, count: 30 } },
      { key: '17/1/2', doc_count: 2, centre: { location: { lat: 40.65, lon: -73.79 }, count: 2 } },
      // This tile is outside the map's window.
      { key: '17/1/3', doc_count: 9, centre: { location: { lat: 40.9, lon: -73.9 }, count: 9 } },
    ],
  },
  places: {
    places: [
      { key: '333-336', doc_count: 2, trips: { value: 50 }, centre: { location: { lat: 40.750375, lon: -73.9905 } } },
      { key: '334-341', doc_count: 1, trips: { value: 12 }, centre: { location: { lat: 40.752625, lon: -73.9755 } } },
    ],
  },
  week: {
    hours: [
      { key: { weekday: 1, hour: 0 }, doc_count: 2, trips: { value: 30 } },
      { key: { weekday: 7, hour: 23 }, doc_count: 1, trips: { value: 70 } },
    ],
  },
  'peak-hour': {
    days: [
      hit('20160313', { new_york_date: '2016-03-13', peak_hour: 0, peak_trips: 90 }),
      hit('20160312', { new_york_date: '2016-03-12', peak_hour: 23, peak_trips: 80 }),
    ],
  },
  vendors: {
    days: days(15).flatMap((day) => [vendorDay(day, '1', 10), vendorDay(day, '2', 20)]),
  },
  quality: {
    measures: [
      measure('distinct', null, 900),
      measure('implausible', null, 64),
      measure('outside', 'duration_s:below_minimum', 60),
      measure('outside', 'pickup_latitude:above_maximum', 7),
      measure('parsed', null, 1_000),
    ],
  },
  anomalies: { anomalies: ANOMALIES },
  'anomaly-table': { anomalies: ANOMALIES },
};
