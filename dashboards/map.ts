/** Panel: where masked drop-offs are, as points that draw the city. */
import { PALETTE } from './palette';
import type { Panel } from './panel';
import { bucketsQuery } from './panel-query';
import { ABOVE } from './scales';

/** Zoom of tiles of 0.0027°, 230 m in New York. The noise, 289 m, hides anything finer. */
const PRECISION = 17;

/** The fullest tiles. More would cost the board more than they add to the shape of the city. */
const TILES = 2_500;

/** Manhattan and its surroundings to both airports, in degrees; fixed, so that the map is still. */
const WINDOW = { west: -74.05, south: 40.61, east: -73.75, north: 40.84 };

const { west, south, east, north } = WINDOW;

export const panel: Panel = {
  id: 'map',
  title: 'What shape has the city by where trips end?',
  description:
    'A map without a ground: a point for each tile of about 230 m in which masked drop-offs lie, at their centre, the larger the more there are.',
  queries: {
    tiles: bucketsQuery('trip-masked', 'tiles', {
      geotile_grid: { field: 'dropoff', precision: PRECISION, size: TILES },
      aggs: { centre: { geo_centroid: { field: 'dropoff' } } },
    }),
  },
  spec: {
    projection: { type: 'mercator' },
    layer: [
      {
        data: {
          name: 'corners',
          values: [
            { lon: west, lat: south },
            { lon: east, lat: north },
          ],
        },
        mark: { type: 'point', opacity: 0, tooltip: null, aria: false },
        encoding: {
          longitude: { field: 'lon', type: 'quantitative' },
          latitude: { field: 'lat', type: 'quantitative' },
        },
      },
      {
        data: { name: 'tiles' },
        transform: [
          { calculate: 'datum.centre.location.lon', as: 'lon' },
          { calculate: 'datum.centre.location.lat', as: 'lat' },
          { calculate: 'datum.doc_count', as: 'dropoffs' },
          { filter: `inrange(datum.lon, [${west}, ${east}]) && inrange(datum.lat, [${south}, ${north}])` },
        ],
        mark: { type: 'circle', color: PALETTE.vermillion, opacity: 0.7 },
        encoding: {
          longitude: { field: 'lon', type: 'quantitative' },
          latitude: { field: 'lat', type: 'quantitative' },
          size: {
            field: 'dropoffs',
            type: 'quantitative',
            scale: { domain: { unionWith: [1, 10] }, zero: false, range: [3, 60] },
            legend: { ...ABOVE, title: 'Masked drop-offs', format: ',d', tickCount: 3 },
          },
          tooltip: [
            { field: 'lat', type: 'quantitative', format: '.3f', title: 'Latitude' },
            { field: 'lon', type: 'quantitative', format: '.3f', title: 'Longitude' },
            { field: 'dropoffs', type: 'quantitative', format: ',d', title: 'Masked drop-offs' },
          ],
        },
      },
    ],
  },
  columns: 24,
  rows: 20,
};
