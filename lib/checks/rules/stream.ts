/** Streams must keep records for as long as totals may be counted again. */
import { TOTALS } from '../../stages/analytics';
import type { Rule } from '../rule';

const STREAM = 'AWS::Kinesis::Stream';
const PARAMETER = 'AWS::SSM::Parameter';

export const STREAM_RULES: readonly Rule[] = [
  {
    id: 'stream-retention-out-of-range',
    source: 'https://docs.aws.amazon.com/kinesis/latest/APIReference/API_IncreaseStreamRetentionPeriod.html',
    type: STREAM,
    *check({ properties }) {
      const hours = properties.at('RetentionPeriodHours').number ?? 24;
      if (!Number.isInteger(hours) || hours < 24 || hours > 8760)
        yield {
          at: 'RetentionPeriodHours',
          message: `The retention is ${hours} h, but Kinesis takes whole hours from 24 to 8,760. Change it.`,
        };
    },
  },
  {
    id: 'stream-retention-too-short-for-totals',
    source: 'lib/stages/analytics.ts: TOTALS',
    type: PARAMETER,
    *check(parameter, app) {
      const value = app.render(parameter.properties.at('Value'), parameter.stack);
      const [, stack, id] = value.match(/"sourceStream":"<([^.]+)\.(\w+)>"/) ?? [];
      const stream = app.of(STREAM).find((candidate) => candidate.stack === stack && candidate.id === id);
      if (stream === undefined) return;
      const retention = stream.properties.at('RetentionPeriodHours').number ?? 24;
      const { period, lateness, longestStop } = TOTALS;
      const needed = period.plus(lateness).plus(longestStop).toHours();
      if (retention < needed)
        yield {
          at: 'Value',
          message: `${stream.id} keeps records for ${retention} h, but counting a total again needs ${needed} h. Raise the retention.`,
        };
      const kept = Number(value.match(/"stateTtlHours":(\d+)/)?.[1]);
      if (!(kept >= retention + period.toHours()))
        yield {
          at: 'Value',
          message: `Flink forgets totals after ${kept} h while they are still counted. Set stateTtlHours to ${retention + period.toHours()} or more.`,
        };
    },
  },
];
