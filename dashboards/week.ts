/** Panel: trips by weekday and hour, in the mean of all weeks. */
import { SCHEME } from './palette';
import type { Panel } from './panel';
import { bucketsQuery } from './panel-query';
import { ABOVE, COUNT } from './scales';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

export const panel: Panel = {
  id: 'week',
  title: 'When in the week do trips begin?',
  description:
    'A grid of weekdays and hours on New York clocks, coloured by how many trips begin in such an hour, in the mean of all weeks.',
  queries: {
    hours: bucketsQuery('trip-hour', 'hours', {
      composite: {
        size: WEEKDAYS.length * HOURS.length,
        sources: [
          { weekday: { terms: { field: 'new_york_weekday' } } },
          { hour: { terms: { field: 'new_york_hour' } } },
        ],
      },
      aggs: { trips: { sum: { field: 'trips' } } },
    }),
  },
  spec: {
    data: { name: 'hours' },
    transform: [
      // A document is an hour, so their number says how often that hour of the week has occurred.
      { calculate: 'datum.doc_count', as: 'times' },
      { calculate: 'datum.trips.value / datum.doc_count', as: 'mean' },
      { calculate: `${JSON.stringify(WEEKDAYS)}[datum.key.weekday - 1]`, as: 'weekday' },
      { calculate: 'datum.key.hour', as: 'hour' },
    ],
    mark: { type: 'rect' },
    encoding: {
      x: {
        field: 'hour',
        type: 'ordinal',
        scale: { domain: HOURS },
        axis: {
          title: 'Hour of the day, New York time',
          labelAngle: 0,
          labelOverlap: 'parity',
          labelSeparation: 5,
          grid: false,
        },
      },
      y: { field: 'weekday', type: 'ordinal', scale: { domain: WEEKDAYS }, axis: { title: null, grid: false } },
      color: {
        field: 'mean',
        type: 'quantitative',
        scale: { ...COUNT, scheme: SCHEME },
        legend: { ...ABOVE, title: 'Trips an hour', format: ',~r', gradientThickness: 8 },
      },
      tooltip: [
        { field: 'weekday', type: 'nominal', title: 'Weekday' },
        { field: 'hour', type: 'quantitative', title: 'Hour in New York' },
        { field: 'mean', type: 'quantitative', format: ',.1f', title: 'Trips an hour' },
        { field: 'times', type: 'quantitative', format: ',d', title: 'Mean of hours' },
      ],
    },
  },
  columns: 24,
  rows: 14,
};
