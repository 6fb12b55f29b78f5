/** Panel: the anomalies with the largest z, a line each. */
import { ANOMALIES, ANOMALY_TOOLTIP, AS_ANOMALIES, KIND_COLOUR, KIND_SHAPE } from './anomaly-rows';
import type { Panel } from './panel';

/** The lines that a panel has room for. */
const LINES = 12;

export const panel: Panel = {
  id: 'anomaly-table',
  title: 'Which of the newest anomalies are the farthest off?',
  description:
    'The twelve anomalies with the largest z, up or down, of the newest 500, a line each: when the trip began, how long it took, what is typical of that hour of day, and a triangle at its z. Its id and its vendor are in the tooltip.',
  queries: { anomalies: ANOMALIES },
  spec: {
    data: { name: 'anomalies' },
    transform: [
      ...AS_ANOMALIES,
      { calculate: 'abs(datum.z)', as: 'far' },
      {
        window: [{ op: 'row_number', as: 'line' }],
        sort: [
          { field: 'far', order: 'descending' },
          { field: 'trip_id', order: 'ascending' },
        ],
      },
      { filter: `datum.line <= ${LINES}` },
      // The labels of an axis, not marks of text: only labels take a colour that is readable on
      // their background. The line number keeps equal labels apart.
      {
        calculate:
          "datum.line + '|' + utcFormat(datum.new_york, '%-d %b %H:%M') + ' · ' + datum.took + ' · ' + datum.typical",
        as: 'text',
      },
    ],
    mark: { type: 'point', filled: true, size: 70, opacity: 1 },
    encoding: {
      x: {
        field: 'z',
        type: 'quantitative',
        scale: { domain: { unionWith: [-6, 6] } },
        axis: { title: 'z (took, typical: h:mm:ss)', format: '~r', labelOverlap: 'greedy', labelSeparation: 4 },
      },
      y: {
        field: 'text',
        type: 'ordinal',
        sort: { field: 'line' },
        axis: {
          title: 'New York time · took · typical',
          titleAngle: 0,
          titleAlign: 'right',
          titleAnchor: 'start',
          titleX: -4,
          titleY: -8,
          labelExpr: "split(datum.value, '|')[1]",
          labelLimit: 300,
          grid: true,
        },
      },
      color: { ...KIND_COLOUR, legend: null },
      shape: { ...KIND_SHAPE, legend: null },
      tooltip: ANOMALY_TOOLTIP,
    },
  },
  columns: 24,
  rows: 14,
};
