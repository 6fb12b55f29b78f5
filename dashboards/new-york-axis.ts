/**
 * Shows New York time on axes and in tooltips. Vega knows only UTC and the reader's own zone. So an
 * instant is moved by New York's offset, the difference between the hours of both clocks, and drawn
 * as if it were UTC.
 */

/** Adds `new_york`, milliseconds, to rows with `hour_at` and `new_york_hour`. */
export const ON_NEW_YORK_CLOCKS: readonly object[] = [
  { calculate: 'time(toDate(datum.hour_at))', as: 'utc' },
  { calculate: 'datum.utc - ((utchours(datum.utc) - datum.new_york_hour + 24) % 24) * 3600000', as: 'new_york' },
];

/** Encodes x by `new_york`. */
export const NEW_YORK_X = {
  field: 'new_york',
  type: 'temporal',
  scale: { type: 'utc' },
  axis: {
    title: 'New York time',
    labelExpr: "utcFormat(datum.value, utchours(datum.value) ? '%-d %b %H:%M' : '%a %-d %b')",
    // A label is about 70 pixels wide.
    tickCount: { expr: 'max(2, floor(width / 90))' },
    labelOverlap: 'greedy',
    labelSeparation: 8,
    labelFlush: true,
    grid: false,
  },
} as const;

/** Shows `new_york` in a tooltip. */
export const NEW_YORK_TOOLTIP = {
  field: 'new_york',
  type: 'temporal',
  scale: { type: 'utc' },
  timeUnit: 'utcyearmonthdatehours',
  format: '%a %-d %b %Y, %H:%M',
  title: 'Hour in New York',
} as const;

/** Adds `day`, milliseconds, to rows with `new_york_date`. */
export const NEW_YORK_DAY = { calculate: 'time(toDate(datum.new_york_date))', as: 'day' } as const;

/** Encodes x by `day`. */
export const NEW_YORK_DAYS = {
  field: 'day',
  timeUnit: 'utcyearmonthdate',
  type: 'ordinal',
  axis: {
    title: 'Day in New York',
    format: '%a %-d %b',
    labelAngle: 0,
    labelOverlap: 'greedy',
    labelSeparation: 4,
    grid: false,
  },
} as const;

/** Shows `day` in a tooltip. */
export const NEW_YORK_DAY_TOOLTIP = {
  field: 'day',
  timeUnit: 'utcyearmonthdate',
  type: 'temporal',
  format: '%a %-d %b %Y',
  title: 'Day in New York',
} as const;
