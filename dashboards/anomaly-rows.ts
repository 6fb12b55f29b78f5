/** The search and the rows of both panels of anomalies, so that they show the same trips. */
import { NEW_YORK_TOOLTIP, ON_NEW_YORK_CLOCKS } from './new-york-axis';
import { PALETTE } from './palette';
import { newestQuery, sourceFields } from './panel-query';

/** A few in 10,000 trips are anomalies, so this holds those of a million trips and more. */
const TRIPS = 500;

export const ANOMALIES = newestQuery('trip-anomaly', {
  by: 'hour_at',
  size: TRIPS,
  fields: ['new_york_hour', 'vendor_id', 'duration_s', 'baseline_trips', 'baseline_mean', 'z'],
});

/** Formats a duration as `2:05:00`; a plausible trip takes at most three hours. */
const clock = (seconds: string) => `utcFormat(${seconds} * 1000, '%-H:%M:%S')`;

export const AS_ANOMALIES: readonly object[] = [
  ...sourceFields('trip-anomaly', 'hour_at', 'new_york_hour', 'vendor_id', 'duration_s', 'baseline_trips'),
  ...sourceFields('trip-anomaly', 'baseline_mean', 'z'),
  ...ON_NEW_YORK_CLOCKS,
  { calculate: 'datum._id', as: 'trip_id' },
  { calculate: "datum.z > 0 ? 'longer' : 'shorter'", as: 'kind' },
  { calculate: clock('datum.duration_s'), as: 'took' },
  // The mean of logarithms is the logarithm of the geometric mean.
  { calculate: clock('exp(datum.baseline_mean)'), as: 'typical' },
];

const KINDS = ['longer', 'shorter'];

export const KIND_COLOUR = {
  field: 'kind',
  type: 'nominal',
  scale: { domain: KINDS, range: [PALETTE.vermillion, PALETTE.blue] },
} as const;

export const KIND_SHAPE = {
  field: 'kind',
  type: 'nominal',
  scale: { domain: KINDS, range: ['triangle-up', 'triangle-down'] },
} as const;

export const ANOMALY_TOOLTIP = [
  { field: 'trip_id', type: 'nominal', title: 'Trip' },
  NEW_YORK_TOOLTIP,
  { field: 'took', type: 'nominal', title: 'Took, h:mm:ss' },
  { field: 'typical', type: 'nominal', title: 'Typical of that hour of day' },
  { field: 'z', type: 'quantitative', format: '+,.2f', title: 'z' },
  { field: 'baseline_trips', type: 'quantitative', format: ',d', title: 'Judged by trips' },
  { field: 'vendor_id', type: 'nominal', title: 'Vendor' },
] as const;
