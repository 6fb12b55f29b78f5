/** Panel: trips of each hour. */
import { NEW_YORK_TOOLTIP, NEW_YORK_X, ON_NEW_YORK_CLOCKS } from './new-york-axis';
import { PALETTE } from './palette';
import type { Panel } from './panel';
import { newestQuery, sourceFields } from './panel-query';
import { ABOVE, COUNT, countAxis } from './scales';

/** Two weeks, so that a day can be compared with the same day a week before. */
const HOURS = 14 * 24;

const FILLING = 'newest, may still fill';
const EARLIER = 'earlier hours';

export const panel: Panel = {
  id: 'trips-per-hour',
  title: 'How many trips begin in each hour?',
  description:
    'A bar for each of the newest 336 hours: distinct plausible trips that began in it. The newest may still fill.',
  queries: { hours: newestQuery('trip-hour', { by: 'hour_at', size: HOURS, fields: ['new_york_hour', 'trips'] }) },
  spec: {
    data: { name: 'hours' },
    transform: [
      ...sourceFields('trip-hour', 'hour_at', 'new_york_hour', 'trips'),
      ...ON_NEW_YORK_CLOCKS,
      { joinaggregate: [{ op: 'max', field: 'utc', as: 'newest' }] },
      { calculate: `datum.utc == datum.newest ? '${FILLING}' : '${EARLIER}'`, as: 'state' },
    ],
    mark: { type: 'bar', binSpacing: 0 },
    encoding: {
      x: { ...NEW_YORK_X, timeUnit: 'utcyearmonthdatehours' },
      y: { field: 'trips', type: 'quantitative', scale: COUNT, axis: countAxis('Trips an hour') },
      color: {
        field: 'state',
        type: 'nominal',
        scale: { domain: [EARLIER, FILLING], range: [PALETTE.blue, PALETTE.vermillion] },
        legend: { ...ABOVE, title: null },
      },
      tooltip: [NEW_YORK_TOOLTIP, { field: 'trips', type: 'quantitative', format: ',d', title: 'Trips' }],
    },
  },
  columns: 24,
  rows: 14,
};
