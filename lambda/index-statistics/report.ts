/** What the function tells about a batch: one line and one set of metrics. Payloads are in neither. */
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { fail, logger, metrics } from '../shared/observed';
import { countReasons } from '../shared/unusable';
import type { Indexed } from './index-batch';
import type { Batch, PlannedDocument } from './plan';

/** Every row is counted once: received = indexed + superseded + refused + unwritten. */
export function report(batch: Batch, { plan, written, refused, unkept }: Indexed): void {
  const { indexed, superseded, unwritten, retried, error } = written;
  const dropped = rowsOf([...indexed, ...superseded]) - indexed.length;
  const refusedByOpenSearch = written.refused.map(([document]) => document);
  const summary = {
    records: batch.length,
    received: plan.rows,
    indexed: indexed.length,
    superseded: dropped + rowsOf(refusedByOpenSearch) - refusedByOpenSearch.length,
    refused: refused.length,
    unwritten: rowsOf(unwritten),
    retried,
    reasons: countReasons(refused.map(({ reason }) => reason)),
  };
  const failure = unwritten.length > 0 ? error : unkept;
  if (failure === undefined) logger.info('Indexed', summary);
  else fail('Indexed in part', failure, { ...summary, ...(unkept && { unkept }) });
  count(summary, written.freshness);
}

function rowsOf(documents: readonly PlannedDocument[]): number {
  return documents.reduce((sum, { rows }) => sum + rows, 0);
}

interface Counts {
  readonly received: number;
  readonly indexed: number;
  readonly superseded: number;
  readonly refused: number;
  readonly unwritten: number;
  readonly retried: number;
}

function count(counts: Counts, freshness: readonly number[]): void {
  metrics.addMetric('RowsReceived', MetricUnit.Count, counts.received);
  metrics.addMetric('DocumentsIndexed', MetricUnit.Count, counts.indexed);
  metrics.addMetric('DocumentsSuperseded', MetricUnit.Count, counts.superseded);
  metrics.addMetric('DocumentsRefused', MetricUnit.Count, counts.refused);
  // A batch that fails in part is no error to Lambda: this is what an alarm can see of it.
  metrics.addMetric('DocumentsUnwritten', MetricUnit.Count, counts.unwritten);
  metrics.addMetric('Retried', MetricUnit.Count, counts.retried);
  // All values, for CloudWatch's percentiles; Powertools writes a line for each hundred.
  for (const ms of freshness) metrics.addMetric('Freshness', MetricUnit.Milliseconds, ms);
  metrics.publishStoredMetrics();
}
