/** What the function tells about a batch: one line and one set of metrics. */
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { addMetrics, fail, logger, metrics } from '../shared/observed';
import { countReasons } from '../shared/unusable';
import { METRICS, REASON_DIMENSION, REASONS_METRIC } from './contract';
import type { DeliveryResult } from './deliver';
import type { Batch, Transformed } from './transform-batch';

/** Logs, counts and marks what became of a batch. Payloads are in none of it. */
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
  if (delivery.undelivered.length > 0) fail('Delivered in part', delivery.error, summary);
  else logger.info('Delivered', summary);
  if (logger.getLevelName() === 'DEBUG') logRecords(batch, quarantined);
  const values = {
    RecordsReceived: summary.received,
    TripsAccepted: accepted,
    TripsQuarantined: summary.quarantined,
    RecordsRetried: summary.retried,
    RecordsUndelivered: summary.undelivered,
    BytesDelivered: summary.bytes,
  };
  count(values, reasons);
}

function logRecords({ records }: Batch, quarantined: Transformed['quarantined']): void {
  for (const { shardId, sequenceNumber } of records) logger.debug('Received', { shardId, sequenceNumber });
  for (const about of quarantined) logger.debug('Quarantined', { ...about });
}

/** Embedded metrics: one line for the batch, and one for each reason, as a document has one set of dimensions. */
function count(
  values: Readonly<Record<keyof typeof METRICS, number>>,
  reasons: Readonly<Record<string, number>>,
): void {
  addMetrics(METRICS, values);
  metrics.publishStoredMetrics();
  for (const [reason, times] of Object.entries(reasons))
    metrics.singleMetric().addDimension(REASON_DIMENSION, reason).addMetric(REASONS_METRIC, MetricUnit.Count, times);
}
