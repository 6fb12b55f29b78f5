/** What the function tells about its work: one line, one set of metrics and one subsegment a batch. */
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { Tracer } from '@aws-lambda-powertools/tracer';
import type { Context } from 'aws-lambda';
import type { Delivery } from './deliver';
import type { Batch, Transformed } from './transform-batch';

const logger = new Logger();
const metrics = new Metrics();
// The client traces its calls itself, and nothing else here speaks HTTP.
export const tracer = new Tracer({ captureHTTPsRequests: false });

/** Runs the work on a batch in a subsegment of its own; what it throws is recorded there and thrown on. */
export async function observed<T>(context: Context, work: () => Promise<T>): Promise<T> {
  logger.addContext(context);
  metrics.captureColdStartMetric(context.functionName);
  const segment = tracer.getSegment();
  const subsegment = segment?.addNewSubsegment(`## ${process.env._HANDLER}`);
  if (subsegment) tracer.setSegment(subsegment);
  tracer.annotateColdStart();
  tracer.addServiceNameAnnotation();
  try {
    return await work();
  } catch (error) {
    fail('The batch failed', error);
    throw error;
  } finally {
    subsegment?.close();
    if (segment) tracer.setSegment(segment);
  }
}

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

function countReasons(reasons: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const reason of reasons) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}

function logRecords({ records }: Batch, unusable: Transformed['unusable']): void {
  for (const { shardId, sequenceNumber } of records) logger.debug('Received', { shardId, sequenceNumber });
  for (const about of unusable) logger.debug('Quarantined', { ...about });
}

/** An error's name and message alone: an SDK error carries the response, and that may carry payloads. */
function fail(message: string, error: unknown, more: object = {}): void {
  const { name, message: text } = error instanceof Error ? error : new Error(String(error));
  logger.error(message, { ...more, reason: `${name}: ${text}` });
  tracer.addErrorAsMetadata(error instanceof Error ? error : new Error(text));
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
