import { VENDOR_IDS } from '../telemetry/catalogue';
import { NEW_YORK_DAY, NEW_YORK_DAY_TOOLTIP, NEW_YORK_DAYS } from './new-york-time';
import { PALETTE } from './palette';
import type { Panel } from './panel';
import { ABOVE, COUNT, countAxis } from './scales';
import { fromSource, newest } from './search';

const DAYS = 14;

export const panel: Panel = {
  id: 'vendors',
  title: 'How do the vendors compare?',
  description:
    'Bars for the newest days, one for each vendor of taxi meters: distinct plausible trips. The means of their duration and length are in the tooltips.',
  queries: {
    days: newest('trip-vendor-day', {
      by: 'new_york_date',
      // Of all the vendors that there may be.
      size: DAYS * VENDOR_IDS.length,
      fields: ['vendor_id', 'trips', 'duration_s', 'passengers', 'distance_thousandths'],
    }),
  },
  spec: {
    data: { name: 'days' },
    transform: [
      ...fromSource('trip-vendor-day', 'new_york_date', 'vendor_id', 'trips', 'duration_s', 'passengers'),
      ...fromSource('trip-vendor-day', 'distance_thousandths'),
      NEW_YORK_DAY,
      { window: [{ op: 'dense_rank', as: 'back' }], sort: [{ field: 'day', order: 'descending' }] },
      { filter: `datum.back <= ${DAYS} && datum.trips > 0` },
      { calculate: 'datum.duration_s / datum.trips / 60', as: 'minutes' },
      { calculate: 'datum.distance_thousandths / datum.trips / 1000', as: 'miles' },
      { calculate: 'datum.passengers / datum.trips', as: 'people' },
    ],
    mark: { type: 'bar' },
    encoding: {
      x: NEW_YORK_DAYS,
      xOffset: { field: 'vendor_id', type: 'nominal' },
      y: { field: 'trips', type: 'quantitative', scale: COUNT, axis: countAxis('Trips a day') },
      color: {
        field: 'vendor_id',
        type: 'nominal',
        // New York's two meters keep their colours, whoever else comes.
        scale: { domain: { unionWith: ['1', '2'] }, range: Object.values(PALETTE) },
        legend: { ...ABOVE, title: 'Vendor' },
      },
      tooltip: [
        { field: 'vendor_id', type: 'nominal', title: 'Vendor' },
        NEW_YORK_DAY_TOOLTIP,
        { field: 'trips', type: 'quantitative', format: ',d', title: 'Trips' },
        { field: 'minutes', type: 'quantitative', format: ',.1f', title: 'Mean duration, minutes' },
        { field: 'miles', type: 'quantitative', format: ',.2f', title: 'Mean length, miles' },
        { field: 'people', type: 'quantitative', format: ',.2f', title: 'Mean passengers' },
      ],
    },
  },
  columns: 24,
  rows: 14,
};
