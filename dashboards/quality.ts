/** Panel: how many of the records that arrive are good, and why the others are not. */
import { PALETTE } from './palette';
import type { Panel } from './panel';
import { bucketsQuery } from './panel-query';

/** More than there are measures and reasons: the catalogue has about 30 bounds. */
const MEASURES = 100;

const COLOURS = {
  'records read': PALETTE.blue,
  'distinct trips': PALETTE.green,
  repeated: PALETTE.purple,
  'out of bounds': PALETTE.vermillion,
};

/** How a measure is shown. Records that were read and are in no other measure are repetitions. */
const KINDS = {
  parsed: ['records read', 'repeated'],
  distinct: ['distinct trips'],
  implausible: ['out of bounds'],
  outside: ['out of bounds'],
};

export const panel: Panel = {
  id: 'quality',
  title: 'How good is what arrives?',
  description:
    'Points on a logarithmic scale, labelled with their number: records read, distinct plausible trips, plausible trips that came again, records out of bounds, and those by reason, of which a record may have several.',
  queries: {
    measures: bucketsQuery('trip-quality', 'measures', {
      composite: {
        size: MEASURES,
        sources: [
          { measure: { terms: { field: 'measure' } } },
          { reason: { terms: { field: 'reason', missing_bucket: true } } },
        ],
      },
      aggs: { trips: { sum: { field: 'trips' } } },
    }),
  },
  spec: {
    data: { name: 'measures' },
    transform: [
      {
        calculate: "indexof(['distinct', 'implausible'], datum.key.measure) < 0 ? 0 : datum.trips.value",
        as: 'first',
      },
      { joinaggregate: [{ op: 'sum', field: 'first', as: 'first' }] },
      { calculate: `${JSON.stringify(KINDS)}[datum.key.measure]`, as: 'kind' },
      { flatten: ['kind'] },
      {
        calculate: "datum.key.reason ? replace(replace(datum.key.reason, /_/g, ' '), ':', ' ') : datum.kind",
        as: 'what',
      },
      {
        calculate: "datum.trips.value - (datum.kind == 'repeated' ? datum.first : 0)",
        as: 'records',
      },
      // Zero has no logarithm.
      { filter: 'datum.records > 0' },
      { calculate: `indexof(${JSON.stringify(Object.keys(COLOURS))}, datum.kind) * 1e12 - datum.records`, as: 'order' },
      // The labels of an axis, not marks of text: only labels take a colour that is readable on
      // their background.
      { calculate: "datum.what + ': ' + format(datum.records, ',d')", as: 'label' },
    ],
    mark: { type: 'point', filled: true, size: 70, opacity: 1 },
    encoding: {
      y: {
        field: 'label',
        type: 'nominal',
        sort: { field: 'order' },
        axis: { title: null, labelLimit: 230, grid: true },
      },
      x: {
        field: 'records',
        type: 'quantitative',
        scale: { type: 'log', domain: { unionWith: [1, 10] } },
        axis: {
          title: 'Records, log scale',
          format: '~s',
          labelOverlap: 'greedy',
          labelSeparation: 4,
          tickCount: 5,
        },
      },
      color: {
        field: 'kind',
        type: 'nominal',
        scale: { domain: Object.keys(COLOURS), range: Object.values(COLOURS) },
        legend: null,
      },
      tooltip: [
        { field: 'what', type: 'nominal', title: 'What' },
        { field: 'records', type: 'quantitative', format: ',d', title: 'Records' },
      ],
    },
  },
  columns: 24,
  rows: 18,
};
