/** Panel: the cells in which most trips end. */
import { PALETTE } from './palette';
import type { Panel } from './panel';
import { bucketsQuery } from './panel-query';
import { COUNT, countAxis } from './scales';

/** The cells that can be read at a glance. */
const PLACES = 12;

/** More cells than New York has, so that no cell drops out of the ranking of a single shard. */
const CELLS = 10_000;

export const panel: Panel = {
  id: 'places',
  title: 'Where do most trips end?',
  description:
    'Bars for the twelve cells of about 250 m in which most masked drop-offs lie, named by the latitude and longitude of their centres. Days with fewer than 10 in a cell are left out.',
  queries: {
    places: bucketsQuery('trip-place-day', 'places', {
      terms: { field: 'cell', size: PLACES, shard_size: CELLS, order: [{ trips: 'desc' }, { _key: 'asc' }] },
      aggs: { trips: { sum: { field: 'trips' } }, centre: { geo_centroid: { field: 'place' } } },
    }),
  },
  spec: {
    data: { name: 'places' },
    transform: [
      { calculate: 'datum.trips.value', as: 'dropoffs' },
      { calculate: 'datum.doc_count', as: 'days' },
      {
        calculate:
          "format(datum.centre.location.lat, '.3f') + '° N ' + format(-datum.centre.location.lon, '.3f') + '° W'",
        as: 'place',
      },
    ],
    mark: { type: 'bar', color: PALETTE.blue },
    encoding: {
      x: { field: 'dropoffs', type: 'quantitative', scale: COUNT, axis: countAxis('Masked drop-offs') },
      y: { field: 'place', type: 'nominal', sort: '-x', axis: { title: null, labelLimit: 150, grid: false } },
      tooltip: [
        { field: 'place', type: 'nominal', title: "The cell's centre" },
        { field: 'dropoffs', type: 'quantitative', format: ',d', title: 'Masked drop-offs' },
        { field: 'days', type: 'quantitative', format: ',d', title: 'Days with 10 or more' },
      ],
    },
  },
  columns: 24,
  rows: 20,
};
