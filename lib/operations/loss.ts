/**
 * The alarms for loss, now or soon: trips and statistics that are given up, stuck, or about to
 * expire in a stream.
 */
import { Duration } from 'aws-cdk-lib';
import { type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import type { StageSettings } from '../stages';
import type { AlarmRow } from './alarms';
import { deliveryErrors, FIVE_MINUTES, freshness, iteratorAge, mappingMetric, type Watched } from './watched';

/**
 * Share of the time after which a function gives a record up: 2 of 24 h for a trip, 12 of 144 h for
 * a statistic.
 */
const WAITED = 1 / 12;

/**
 * Share of a stream's retention: 36 of 72 h, 84 of 168 h. Flink starts at the oldest record and
 * passes this point within an hour.
 */
const UNREAD = 1 / 2;

/** Seconds: twice the 360 s for which Firehose buffers, and three minutes to write. */
const STALE_SECONDS = 900;

/** @param refused the number of statistics that OpenSearch refused */
export function lossAlarms(watched: Watched, stage: StageSettings, refused: IMetric): readonly AlarmRow[] {
  const { trips, statistics, transform, index, runner, tripDelivery, quarantineDelivery, domain } = watched;
  const tripAge = stage.delivery.mapping.maxRecordAge;
  const statisticAge = stage.analytics.mapping.maxRecordAge;
  const dropped = 'DroppedEventCount';
  const kept = 'OnFailureDestinationDeliveredEventCount';
  return [
    { heading: 'Trips wait for the lake', metric: iteratorAge(transform), above: WAITED * ms(tripAge), periods: 3 },
    {
      heading: 'Statistics wait for OpenSearch',
      metric: iteratorAge(index),
      above: WAITED * ms(statisticAge),
      periods: 3,
    },
    unread('Trips are not read', trips, stage.storage.stream.retention),
    unread('Statistics are not read', statistics, stage.analytics.stream.retention),
    {
      heading: 'The job does not run',
      // The runner's longest run.
      metric: runner.function.live.metricErrors({ statistic: 'Sum', period: Duration.minutes(15) }),
      above: 0,
      periods: 2,
    },
    { heading: 'Trips were given up', metric: mappingMetric(transform, kept), above: 0, periods: 1 },
    { heading: 'Statistics were given up', metric: mappingMetric(index, kept), above: 0, periods: 1 },
    { heading: 'Trips were dropped', metric: mappingMetric(transform, dropped), above: 0, periods: 1 },
    { heading: 'Statistics were dropped', metric: mappingMetric(index, dropped), above: 0, periods: 1 },
    { heading: 'Statistics were refused', metric: refused, above: 0, periods: 1 },
    { heading: 'The lake is behind', metric: freshness(tripDelivery), above: STALE_SECONDS, periods: 3 },
    { heading: 'Quarantine is behind', metric: freshness(quarantineDelivery), above: STALE_SECONDS, periods: 3 },
    { heading: 'Firehose could not deliver trips', metric: deliveryErrors(tripDelivery), above: 0, periods: 1 },
    {
      heading: 'Firehose could not deliver quarantine',
      metric: deliveryErrors(quarantineDelivery),
      above: 0,
      periods: 1,
    },
    {
      heading: 'OpenSearch is red',
      metric: domain.metricClusterStatusRed({ period: Duration.minutes(1) }),
      above: 0,
      periods: 1,
      // The domain reports every minute. A value that comes late decides nothing.
      missing: TreatMissingData.IGNORE,
    },
  ];
}

/**
 * A mapping asks for records every second, even when there are none: no value means that nobody
 * asks.
 */
function unread(heading: string, stream: IStream, retention: Duration): AlarmRow {
  const metric = stream.metricGetRecordsIteratorAgeMilliseconds({ statistic: 'Maximum', period: FIVE_MINUTES });
  return { heading, metric, above: UNREAD * ms(retention), periods: 12, missing: TreatMissingData.BREACHING };
}

function ms(duration: Duration): number {
  return duration.toMilliseconds();
}
