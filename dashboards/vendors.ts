/** Panel: the vendors of taxi meters compared, day by day. */
import { VENDOR_IDS } from '../telemetry/catalogue';
import { NEW_YORK_DAY, NEW_YORK_DAY_TOOLTIP, NEW_YORK_DAYS } from './new-york-axis';
import { PALETTE } from './palette';
import type { Panel } from './panel';
import { newestQuery, sourceFields } from './panel-query';
import { ABOVE, COUNT, countAxis } from './scales';

const DAYS = 14;

export const panel: Panel = {
  id: 'vendors',
  title: 'How do the vendors compare?',
  description:
    'Bars for the newest days, one for each vendor of taxi meters: distinct plausible trips. The means of their duration and length are in the tooltips.',
  queries: {
    days: newestQuery('trip-vendor-day', {
      by: 'new_york_date',
      // A document for each day and vendor, as if every vendor had trips.
      size: DAYS * VENDOR_IDS.length,
      fields: ['vendor_id', 'trips', 'duration_s', 'passengers', 'distance_thousandths'],
    }),
  },
  spec: {
    data: { name: 'days' },
    transform: [
      ...sourceFields('trip-vendor-day', 'new_york_date', 'vendor_id', 'trips', 'duration_s', 'passengers'),
      ...sourceFields('trip-vendor-day', 'distance_thousandths'),
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
        // The two vendors of New York keep their colours when others appear.
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
