/** Reports a batch: one log line and one set of metrics. Shows no payload. */
import { addMetrics, logFailure, logger, metrics } from '../shared/observed';
import { countReasons } from '../shared/unusable';
import { METRICS } from './contract';
import type { Indexed } from './index-batch';
import type { Batch, PlannedDocument } from './plan';

/** Counts every row once: received = indexed + superseded + refused + unwritten. */
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
  else logFailure('Indexed in part', failure, { ...summary, ...(unkept && { unkept }) });
  addMetrics(METRICS, {
    RowsReceived: summary.received,
    DocumentsIndexed: summary.indexed,
    DocumentsSuperseded: summary.superseded,
    DocumentsRefused: summary.refused,
    DocumentsUnwritten: summary.unwritten,
    Retried: summary.retried,
    // Every value, for CloudWatch's percentiles. Powertools writes a line per hundred values.
    Freshness: written.freshness,
  });
  metrics.publishStoredMetrics();
}

function rowsOf(documents: readonly PlannedDocument[]): number {
  return documents.reduce((sum, { rows }) => sum + rows, 0);
}
