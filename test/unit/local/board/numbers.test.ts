/** The numbers of the board, from the counters of a runtime. */
import { MetricTotals } from '../../../../local/aws/function/metric-totals';
import { readCounts, readNotes } from '../../../../local/board/gauges';
import type { Sources } from '../../../../local/board/sources';
import { topologyOf } from '../../../../local/board/topology';
import { readTroubles, readVitals } from '../../../../local/board/vitals';
import { wiring } from './wiring';

/** Totals of a function's metrics, from log lines in EMF. */
function metrics(
  values: Readonly<Record<string, number>>,
  reasons: Readonly<Record<string, number>> = {},
): MetricTotals {
  const totals = new MetricTotals();
  const line = (dimensions: Readonly<Record<string, string>>, numbers: Readonly<Record<string, number>>) => {
    const Metrics = Object.keys(numbers).map((Name) => ({ Name }));
    const directive = { Namespace: 'Tripstream', Dimensions: [Object.keys(dimensions)], Metrics };
    totals.add(JSON.stringify({ _aws: { CloudWatchMetrics: [directive] }, ...dimensions, ...numbers }));
  };
  line({ service: 'one' }, values);
  for (const [reason, QuarantineReasons] of Object.entries(reasons)) line({ reason }, { QuarantineReasons });
  return totals;
}

/** What went wrong in the run, and whether the analytics half was on. */
interface RunFacts {
  readonly errors?: number;
  readonly givenUp?: number;
  readonly analytics?: boolean;
}

/** The counters of a runtime after a run. */
function sources({ errors = 0, givenUp = 0, analytics = true }: RunFacts = {}): Sources {
  const shards = [1, 2];
  const reasons = { 'document:not_json': 3, 'document:not_utf8': 1, 'duration_s:below_minimum': 6 };
  const functions = new Map([
    ['sort', { metrics: metrics({ TripsAccepted: 90, TripsQuarantined: 10 }, reasons) }],
    ['write', { metrics: metrics({ RowsReceived: 40, DocumentsIndexed: 38, DocumentsRefused: 0 }) }],
  ]);
  const firehose = {
    delivered: 88,
    objects: 4,
    errors: { 'processing-failed': errors, 'format-conversion-failed': 0 },
  };
  const mapping = (id: string) => ({
    id,
    lagMs: () =>
      new Map([
        ['0', 120],
        ['1', 480],
      ]),
    counters: { givenUpRecords: givenUp },
  });
  const runtime = {
    functions,
    mappings: [mapping('sort-rides'), mapping('write-totals')],
    services: {
      kinesis: { stream: () => ({ shards, counters: { records: 41 } }) },
      firehose: { stream: () => ({ counters: firehose }) },
    },
  };
  const half = { progress: { parsed: 95, freshness: { trips: 500, median_ms: 2_900, worst_ms: 5_860 } } };
  const arrivals = { json: 98, unreadable: 4 };
  return {
    runtime,
    wiring,
    topology: topologyOf(wiring),
    arrivals,
    searched: 80,
    ...(analytics ? { analytics: half } : {}),
  };
}

const counts = Object.fromEntries(readCounts(sources()));
const vitalOf = (name: string) => {
  const found = sources();
  return readVitals(found, readCounts(found)).find(({ id }) => id === name);
};

describe('the numbers of the board', () => {
  it('are at each arrow what the runtime has counted', () => {
    expect(counts).toEqual({
      'producer>stream-rides': 102,
      'stream-rides>function-sort': 100,
      'function-sort>delivery-kept': 90,
      'delivery-kept>bucket-kept': 88,
      'function-sort>delivery-aside': 10,
      'delivery-aside>bucket-aside': 4,
      'stream-rides>flink': 95,
      'flink>stream-totals': 41,
      'stream-totals>function-write': 40,
      'function-write>search': 38,
    });
  });

  it('include the lag of each stage: of its slowest shard, or what Flink has not counted', () => {
    expect(readNotes(sources())).toMatchObject({
      'function-sort': { label: 'lag', figure: { value: 480, unit: 'ms' } },
      'function-write': { figure: { value: 480, unit: 'ms' } },
      flink: { figure: { value: 3, unit: 'records' }, text: 'behind' },
      search: { figure: { value: 80, unit: 'trips' } },
      'stream-rides': { figure: { value: 2, unit: 'shards' } },
    });
  });

  it('count unreadable documents among the quarantined, by reasons that name no field', () => {
    expect(vitalOf('quarantine')).toMatchObject({ figure: { value: 10 }, detail: '4 unreadable' });
  });

  it('say how soon a search finds a trip', () => {
    expect(vitalOf('freshness')).toMatchObject({ figure: { value: 2_900, unit: 'ms' }, detail: 'median; worst 5.9 s' });
  });

  it('leave out the figures of the analytics half while it is off', () => {
    const off = sources({ analytics: false });
    expect(readVitals(off, readCounts(off)).map(({ id }) => id)).toEqual(['arrived', 'lake', 'quarantine']);
    expect(readNotes(off)).not.toHaveProperty('flink');
  });

  it('name losses only if there are any', () => {
    expect(readTroubles(sources())).toEqual([]);
    expect(readTroubles(sources({ errors: 2, givenUp: 1 }))).toEqual([
      'sort: 1 record given up, kept in failed-sort',
      'write: 1 record given up, kept in failed-write',
      'Firehose aside: 2 documents under errors/aside/',
      'Firehose kept: 2 documents under errors/kept/',
    ]);
  });
});
