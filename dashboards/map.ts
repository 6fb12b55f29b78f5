import { PALETTE } from './palette';
import type { Panel } from './panel';
import { ABOVE } from './scales';
import { summed } from './search';

/** Tiles of 0.0027°, 230 m in New York: as fine as the noise of 289 m lets anything be told. */
const PRECISION = 17;

/** The fullest: more cost the board more than they add to the city's shape. */
const TILES = 2_500;

/** Manhattan, and what lies about it as far as both airports, in degrees: the map holds still while points come in. */
const WINDOW = { west: -74.05, south: 40.61, east: -73.75, north: 40.84 };

const { west, south, east, north } = WINDOW;

export const panel: Panel = {
  id: 'map',
  title: 'What shape has the city by where trips end?',
  description:
    'A map without a ground: a point for each tile of about 230 m in which masked drop-offs lie, at their centre, the larger the more there are.',
  queries: {
    tiles: summed('trip-masked', 'tiles', {
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
