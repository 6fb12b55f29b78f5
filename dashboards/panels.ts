/** All panels, in their order on the board and on the dashboard: left to right, then down. */
import { panel as anomalies } from './anomalies';
import { panel as anomalyTable } from './anomaly-table';
import { panel as averageDuration } from './average-duration';
import { panel as map } from './map';
import type { Panel } from './panel';
import { panel as peakHour } from './peak-hour';
import { panel as places } from './places';
import { panel as quality } from './quality';
import { panel as tripsPerHour } from './trips-per-hour';
import { panel as vendors } from './vendors';
import { panel as week } from './week';

export const PANELS: readonly Panel[] = [
  tripsPerHour,
  averageDuration,
  map,
  places,
  week,
  peakHour,
  vendors,
  quality,
  anomalies,
  anomalyTable,
];
