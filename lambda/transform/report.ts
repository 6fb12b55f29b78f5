/** Reports a batch: one log line and one set of metrics. */
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { addMetrics, logFailure, logger, metrics } from '../shared/observed';
import { countReasons } from '../shared/unusable';
import { METRICS, REASON_DIMENSION, REASONS_METRIC } from './contract';
import type { DeliveryResult } from './deliver';
import type { Batch, Transformed } from './transform-batch';

/** Logs and counts what became of a batch, and marks the trace of a failure. Shows no payload. */
export function report(batch: Batch, { accepted, quarantined }: Transformed, delivery: DeliveryResult): void {
  const reasons = countReasons(quarantined.flatMap(({ reasons }) => reasons));
  const summary = {
    received: batch.records.length,
    accepted,
    quarantined: quarantined.length,
    reasons,
    retried: delivery.retried,
    bytes: delivery.bytes,
    undelivered: delivery.undelivered.length,
  };
  if (delivery.undelivered.length > 0) logFailure('Delivered in part', delivery.error, summary);
  else logger.info('Delivered', summary);
  if (logger.getLevelName() === 'DEBUG') logRecords(batch, quarantined);
  addMetrics(METRICS, {
    RecordsReceived: summary.received,
    TripsAccepted: accepted,
    TripsQuarantined: summary.quarantined,
    RecordsRetried: summary.retried,
    RecordsUndelivered: summary.undelivered,
    BytesDelivered: summary.bytes,
  });
  metrics.publishStoredMetrics();
  // A line for each reason: a line of embedded metrics has one set of dimensions.
  for (const [reason, times] of Object.entries(reasons))
    metrics.singleMetric().addDimension(REASON_DIMENSION, reason).addMetric(REASONS_METRIC, MetricUnit.Count, times);
}

function logRecords({ records }: Batch, quarantined: Transformed['quarantined']): void {
  for (const { shardId, sequenceNumber } of records) logger.debug('Received', { shardId, sequenceNumber });
  for (const about of quarantined) logger.debug('Quarantined', { ...about });
}
