/** The boxes and arrows that the diagram gets from a template. */
import { topologyOf } from '../../../../local/board/topology';
import { wiring } from './wiring';

const titles = ({ boxes }: ReturnType<typeof topologyOf>) => boxes.map(({ service, name }) => `${service} ${name}`);

describe('the diagram of a template', () => {
  it('has a box for each station of a trip, with its name in the template', () => {
    expect(titles(topologyOf(wiring))).toEqual([
      'Producer CSV files',
      'Kinesis rides',
      'Lambda sort',
      'Firehose kept',
      'S3 · Parquet store',
      'Firehose aside',
      'S3 · store aside',
      'Flink SQL',
      'Kinesis totals',
      'Lambda write',
      'OpenSearch statistics',
    ]);
  });

  it('leads from each box to the next, and separates the quarantine from the lake', () => {
    const { arrows } = topologyOf(wiring);
    expect(arrows.map(({ id, way, unit }) => [id, way, unit])).toEqual([
      ['producer>stream-rides', 'entry', 'trips'],
      ['stream-rides>function-sort', 'lake', 'trips'],
      ['function-sort>delivery-kept', 'lake', 'trips'],
      ['delivery-kept>bucket-kept', 'lake', 'trips'],
      ['function-sort>delivery-aside', 'quarantine', 'trips'],
      ['delivery-aside>bucket-aside', 'quarantine', 'objects'],
      ['stream-rides>flink', 'analytics', 'trips'],
      ['flink>stream-totals', 'analytics', 'rows'],
      ['stream-totals>function-write', 'analytics', 'rows'],
      ['function-write>search', 'analytics', 'rows'],
    ]);
  });

  it('leaves out what the template lacks', () => {
    const lake = { ...wiring, streamJobs: [], deliveryStreams: wiring.deliveryStreams.slice(1) };
    expect(titles(topologyOf(lake))).toEqual([
      'Producer CSV files',
      'Kinesis rides',
      'Lambda sort',
      'Firehose kept',
      'S3 · Parquet store',
    ]);
  });
});
