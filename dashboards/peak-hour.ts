/** Panel: the busiest hour of each day. */
import { NEW_YORK_DAY, NEW_YORK_DAY_TOOLTIP, NEW_YORK_DAYS } from './new-york-axis';
import { PALETTE } from './palette';
import type { Panel } from './panel';
import { newestQuery, sourceFields } from './panel-query';
import { ABOVE, COUNT } from './scales';

/** Four weeks, so that each weekday can be compared with itself. */
const DAYS = 28;

export const panel: Panel = {
  id: 'peak-hour',
  title: 'Which hour of each day is the busiest?',
  description:
    'A point for each of the newest 28 days at its busiest hour on New York clocks, the larger the more trips began in it.',
  queries: {
    days: newestQuery('trip-day', { by: 'new_york_date', size: DAYS, fields: ['peak_hour', 'peak_trips'] }),
  },
  spec: {
    data: { name: 'days' },
    transform: [...sourceFields('trip-day', 'new_york_date', 'peak_hour', 'peak_trips'), NEW_YORK_DAY],
    mark: { type: 'point', filled: true, opacity: 1, color: PALETTE.blue },
    encoding: {
      x: NEW_YORK_DAYS,
      y: {
        field: 'peak_hour',
        type: 'quantitative',
        scale: { domain: [0, 24] },
        axis: { title: 'Hour, New York time', values: [0, 6, 12, 18, 24], labelExpr: "datum.value + ':00'" },
      },
      size: {
        field: 'peak_trips',
        type: 'quantitative',
        scale: { ...COUNT, range: [0, 160] },
        legend: { ...ABOVE, title: 'Trips in that hour', format: ',d', tickCount: 3 },
      },
      tooltip: [
        NEW_YORK_DAY_TOOLTIP,
        { field: 'peak_hour', type: 'quantitative', title: 'Busiest hour' },
        { field: 'peak_trips', type: 'quantitative', format: ',d', title: 'Trips in it' },
      ],
    },
  },
  columns: 24,
  rows: 14,
};
