/** What the function tells about a batch: one line and one set of metrics. */
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { fail, logger, metrics } from '../shared/observed';
import { countReasons } from '../shared/unusable';
import type { Delivery } from './deliver';
import type { Batch, Transformed } from './transform-batch';

/** Logs, counts and marks what became of a batch. Payloads are in none of it. */
export function report(batch: Batch, { accepted, unusable }: Transformed, delivery: Delivery): void {
  const reasons = countReasons(unusable.flatMap(({ reasons }) => reasons));
  const summary = {
    received: batch.records.length,
    accepted,
    quarantined: unusable.length,
    reasons,
    retried: delivery.retried,
    bytes: delivery.bytes,
    undelivered: delivery.undelivered.length,
  };
  if (delivery.undelivered.length > 0) fail('Delivered in part', delivery.error, summary);
  else logger.info('Delivered', summary);
  if (logger.getLevelName() === 'DEBUG') logRecords(batch, unusable);
  count(summary);
}

function logRecords({ records }: Batch, unusable: Transformed['unusable']): void {
  for (const { shardId, sequenceNumber } of records) logger.debug('Received', { shardId, sequenceNumber });
  for (const about of unusable) logger.debug('Quarantined', { ...about });
}

interface Counts {
  readonly received: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly reasons: Readonly<Record<string, number>>;
  readonly retried: number;
  readonly bytes: number;
  readonly undelivered: number;
}

/** Embedded metrics: one line, and one for each reason, as a document has one set of dimensions. */
function count({ received, accepted, quarantined, reasons, retried, bytes, undelivered }: Counts): void {
  metrics.addMetric('RecordsReceived', MetricUnit.Count, received);
  metrics.addMetric('TripsAccepted', MetricUnit.Count, accepted);
  metrics.addMetric('TripsQuarantined', MetricUnit.Count, quarantined);
  metrics.addMetric('RecordsRetried', MetricUnit.Count, retried);
  // A batch that fails in part is no error to Lambda: this is what an alarm can see of it.
  metrics.addMetric('RecordsUndelivered', MetricUnit.Count, undelivered);
  metrics.addMetric('BytesDelivered', MetricUnit.Bytes, bytes);
  metrics.publishStoredMetrics();
  // A name of its own: a trip with two reasons counts twice, and no sum over TripsQuarantined may count it again.
  for (const [reason, times] of Object.entries(reasons))
    metrics.singleMetric().addDimension('reason', reason).addMetric('QuarantineReasons', MetricUnit.Count, times);
}
