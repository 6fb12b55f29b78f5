/** The alarms for strain: nothing is lost yet, but something will be slow, or lost within days. */
import { Duration } from 'aws-cdk-lib';
import type { StageSettings } from '../stages';
import type { SearchSettings } from '../stages/search';
import type { AlarmRow } from './alarms';
import { FIVE_MINUTES, flinkMetric, growth, type Watched } from './watched';

export function healthAlarms(watched: Watched, { search }: StageSettings): readonly AlarmRow[] {
  return [...functionAlarms(watched), ...flinkAlarms(watched), ...searchAlarms(watched, search)];
}

function functionAlarms({ trips, tripDelivery, transform, index }: Watched): readonly AlarmRow[] {
  const sum = { statistic: 'Sum', period: FIVE_MINUTES };
  const ofTransform = transform.function.live;
  const ofIndex = index.function.live;
  return [
    { heading: 'The transform fails', metric: ofTransform.metricErrors(sum), above: 0, periods: 3 },
    { heading: 'The index function fails', metric: ofIndex.metricErrors(sum), above: 0, periods: 3 },
    { heading: 'The transform is throttled', metric: ofTransform.metricThrottles(sum), above: 0, periods: 3 },
    { heading: 'The index function is throttled', metric: ofIndex.metricThrottles(sum), above: 0, periods: 3 },
    // The producer sends refused trips again. An on-demand stream doubles within the hour.
    {
      heading: 'The stream refuses trips',
      metric: trips.metricWriteProvisionedThroughputExceeded(sum),
      above: 0,
      periods: 6,
    },
    {
      heading: 'Firehose has too many partitions',
      metric: tripDelivery.deliveryStream.metric('PartitionCountExceeded', { ...sum, statistic: 'Maximum' }),
      above: 0,
      periods: 1,
    },
  ];
}

function flinkAlarms({ application }: Watched): readonly AlarmRow[] {
  const failed = growth(flinkMetric(application, 'numberOfFailedCheckpoints', 'Maximum'));
  return [
    // Milliseconds. An application that somebody stopped sends no value, and raises no alarm.
    { heading: 'Flink is down', metric: flinkMetric(application, 'downtime', 'Maximum'), above: 0, periods: 3 },
    { heading: 'Checkpoints fail', metric: failed, above: 0, periods: 3 },
    { heading: 'Flink is busy', metric: flinkMetric(application, 'cpuUtilization', 'Average'), above: 80, periods: 6 },
    {
      heading: 'Flink is full',
      metric: flinkMetric(application, 'heapMemoryUtilization', 'Maximum'),
      above: 90,
      periods: 6,
    },
  ];
}

/**
 * AWS's own list, without the alarms that do not apply to this domain.
 * @see https://docs.aws.amazon.com/opensearch-service/latest/developerguide/cloudwatch-alarms.html
 */
function searchAlarms({ domain }: Watched, { dataNodes, managers, volumeSize }: SearchSettings): readonly AlarmRow[] {
  const nodes = dataNodes + (managers?.count ?? 0);
  const every = { period: FIVE_MINUTES };
  const quarter = { period: Duration.minutes(15) };
  return [
    { heading: 'OpenSearch is yellow', metric: domain.metricClusterStatusYellow(every), above: 0, periods: 3 },
    {
      heading: 'OpenSearch has lost a node',
      metric: domain.metricNodes({ ...every, statistic: 'Minimum' }),
      below: nodes,
      periods: 3,
    },
    {
      heading: 'OpenSearch takes no writes',
      metric: domain.metricClusterIndexWritesBlocked(every),
      above: 0,
      periods: 1,
    },
    // MiB free on the fullest node.
    {
      heading: "OpenSearch's disks are full",
      metric: domain.metricFreeStorageSpace(every),
      below: volumeSize.toMebibytes() / 4,
      periods: 1,
    },
    { heading: 'OpenSearch is busy', metric: domain.metricCPUUtilization(quarter), above: 80, periods: 3 },
    { heading: 'OpenSearch is short of memory', metric: domain.metricJVMMemoryPressure(every), above: 95, periods: 3 },
    {
      heading: 'OpenSearch could not take its snapshot',
      metric: domain.metricAutomatedSnapshotFailure(every),
      above: 0,
      periods: 1,
    },
  ];
}
