/** Panel: the mean duration of trips, hour by hour. */
import { NEW_YORK_TOOLTIP, NEW_YORK_X, ON_NEW_YORK_CLOCKS } from './new-york-axis';
import { PALETTE } from './palette';
import type { Panel } from './panel';
import { newestQuery, sourceFields } from './panel-query';

/** Two weeks. */
const HOURS = 14 * 24;

export const panel: Panel = {
  id: 'average-duration',
  title: 'How long do trips take on average?',
  description:
    'A line over the newest 336 hours: the mean duration in minutes of the distinct plausible trips that began in each.',
  queries: {
    hours: newestQuery('trip-hour', { by: 'hour_at', size: HOURS, fields: ['new_york_hour', 'trips', 'duration_s'] }),
  },
  spec: {
    data: { name: 'hours' },
    transform: [
      ...sourceFields('trip-hour', 'hour_at', 'new_york_hour', 'trips', 'duration_s'),
      ...ON_NEW_YORK_CLOCKS,
      { filter: 'datum.trips > 0' },
      { calculate: 'datum.duration_s / datum.trips / 60', as: 'minutes' },
    ],
    mark: { type: 'line', color: PALETTE.blue, strokeWidth: 1.5, point: { size: 12, color: PALETTE.blue } },
    encoding: {
      x: NEW_YORK_X,
      y: {
        field: 'minutes',
        type: 'quantitative',
        axis: { title: 'Mean duration, minutes', format: ',~r' },
      },
      tooltip: [
        NEW_YORK_TOOLTIP,
        { field: 'minutes', type: 'quantitative', format: ',.1f', title: 'Mean duration, minutes' },
        { field: 'trips', type: 'quantitative', format: ',d', title: 'Trips' },
      ],
    },
  },
  columns: 24,
  rows: 14,
};
