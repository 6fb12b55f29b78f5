/** Panel: trips whose duration is far from usual, by when they began. */
import { ANOMALIES, ANOMALY_TOOLTIP, AS_ANOMALIES, KIND_COLOUR, KIND_SHAPE } from './anomaly-rows';
import { NEW_YORK_X } from './new-york-axis';
import { PALETTE } from './palette';
import type { Panel } from './panel';
import { ABOVE } from './scales';

/** The least z of an anomaly, as in flink-sql/65-anomaly.sql. */
const LEAST_Z = 3.5;

export const panel: Panel = {
  id: 'anomalies',
  title: 'Which trips take far longer or shorter than others?',
  description:
    'A triangle for each of the newest 500 anomalies at the hour in which the trip began: how many standard deviations the logarithm of its duration lies from those of its hour of day, 3.5 at least. It points up where the trip took longer, down where shorter.',
  queries: { anomalies: ANOMALIES },
  spec: {
    layer: [
      {
        data: { values: [{ z: -LEAST_Z }, { z: LEAST_Z }] },
        mark: { type: 'rule', strokeDash: [4, 4], color: PALETTE.purple, tooltip: null, aria: false },
        encoding: { y: { field: 'z', type: 'quantitative' } },
      },
      {
        data: { name: 'anomalies' },
        transform: AS_ANOMALIES,
        mark: { type: 'point', filled: true, size: 45, opacity: 0.9 },
        encoding: {
          x: NEW_YORK_X,
          y: {
            field: 'z',
            type: 'quantitative',
            scale: { domain: { unionWith: [-6, 6] } },
            axis: { title: 'z, standard deviations', format: '~r' },
          },
          color: { ...KIND_COLOUR, legend: { ...ABOVE, title: null } },
          shape: KIND_SHAPE,
          tooltip: ANOMALY_TOOLTIP,
        },
      },
    ],
  },
  columns: 24,
  rows: 14,
};
