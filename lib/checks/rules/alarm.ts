/** An alarm that cannot ring is worse than none. */
import type { Part } from '../part';
import type { Rule } from '../rule';

const TYPE = 'AWS::CloudWatch::Alarm';
const SOURCE = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html';

/**
 * The sets of dimensions under which each service publishes. CloudWatch has no metrics under
 * others.
 */
const DIMENSIONS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'AWS/Kinesis': [['StreamName'], ['ShardId', 'StreamName']],
  'AWS/Firehose': [['DeliveryStreamName']],
  'AWS/Lambda': [[], ['FunctionName'], ['FunctionName', 'Resource'], ['EventSourceMappingUUID']],
  'AWS/ES': [
    ['ClientId', 'DomainName'],
    ['ClientId', 'DomainName', 'NodeId'],
  ],
  'AWS/KinesisAnalytics': [['Application']],
  'AWS/S3': [
    ['BucketName', 'FilterId'],
    ['BucketName', 'StorageType'],
  ],
  'AWS/SNS': [['TopicName']],
};

/** The metrics of an alarm: its own, or the ones in its metric queries. */
const metrics = (properties: Part): readonly { namespace: string; dimensions: Part; period: number | undefined }[] => {
  const queried = properties.at('Metrics').list.map((query) => query.at('MetricStat'));
  const stats = queried.filter(({ exists }) => exists);
  const own = properties.at('MetricName').exists ? [{ metric: properties, period: properties.at('Period') }] : [];
  return [...own, ...stats.map((stat) => ({ metric: stat.at('Metric'), period: stat.at('Period') }))].map(
    ({ metric, period }) => ({
      namespace: metric.at('Namespace').text ?? '',
      dimensions: metric.at('Dimensions'),
      period: period.number,
    }),
  );
};

export const ALARM_RULES: readonly Rule[] = [
  {
    id: 'alarm-tells-nobody',
    source: SOURCE,
    type: TYPE,
    *check({ properties }) {
      const isOff = properties.at('ActionsEnabled').exists && !properties.at('ActionsEnabled').isTrue;
      if (isOff || properties.at('AlarmActions').list.length === 0)
        yield {
          at: 'AlarmActions',
          message: 'Nobody is notified. Name the topic in AlarmActions, with ActionsEnabled.',
        };
    },
  },
  {
    id: 'alarm-period-too-short',
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/publishingMetrics.html',
    type: TYPE,
    *check({ properties }) {
      for (const { namespace, period } of metrics(properties))
        if (namespace.startsWith('AWS/') && period !== undefined && period < 60)
          yield {
            at: 'Period',
            message: `The period is ${period} s, but ${namespace} publishes once a minute. Set 60 s or a multiple.`,
          };
    },
  },
  {
    id: 'alarm-dimensions-unknown',
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html',
    type: TYPE,
    *check({ properties }) {
      for (const { namespace, dimensions } of metrics(properties)) {
        const names = dimensions.list.map((dimension) => dimension.at('Name').text ?? '').sort();
        const known = DIMENSIONS[namespace];
        if (known !== undefined && !known.some((set) => set.join() === names.join()))
          yield {
            at: 'Dimensions',
            message: `${namespace} has no metric with the dimensions ${names.join(', ') || '(none)'}. Use ${known.map((set) => set.join(' and ')).join(', or ')}.`,
          };
      }
    },
  },
  {
    id: 'alarm-can-never-ring',
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html',
    type: TYPE,
    *check({ properties }) {
      const [evaluated, needed] = [
        properties.at('EvaluationPeriods').number,
        properties.at('DatapointsToAlarm').number,
      ];
      if (evaluated !== undefined && needed !== undefined && needed > evaluated)
        yield {
          at: 'DatapointsToAlarm',
          message: `The alarm needs ${needed} of ${evaluated} periods, so it can never ring. Set at most ${evaluated}.`,
        };
    },
  },
];
