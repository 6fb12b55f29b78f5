/** The large figures under the diagram, and the list of what went wrong. */

import type { Metric as IndexMetric } from '../../lambda/index-statistics/contract';
import { REASON_DIMENSION, REASONS_METRIC } from '../../lambda/transform/contract';
import { count, plural } from '../run/report/style';
import type { Topology, Vital } from './page-state';
import type { FunctionMetrics, Sources } from './sources';
import { PRODUCER } from './topology';

/**
 * Reads the large figures. Those of the analytics half are absent while it is off.
 * @param counts by arrow, as `readCounts` returns them
 */
export function readVitals(sources: Sources, counts: ReadonlyMap<string, number>): readonly Vital[] {
  const { runtime, topology, analytics, searched } = sources;
  const sum = (arrows: Topology['arrows']) => arrows.reduce((total, { id }) => total + (counts.get(id) ?? 0), 0);
  const into = (kind: string, way: string) => {
    const ids = topology.boxes.filter((box) => box.kind === kind && box.way === way).map(({ id }) => id);
    return topology.arrows.filter(({ to }) => ids.includes(to));
  };
  const unreadable = [...runtime.functions.values()].reduce((total, fn) => total + unreadableIn(fn), 0);
  const freshness = analytics?.progress.freshness;
  const vitals: Vital[] = [
    trips('arrived', 'Trips arrived', sum(topology.arrows.filter(({ from }) => from === PRODUCER)), 'copies included'),
    trips('lake', 'Delivered to the lake', sum(into('bucket', 'lake')), 'copies included'),
    trips('quarantine', 'Quarantined', sum(into('delivery', 'quarantine')), `${count(unreadable)} unreadable`),
  ];
  if (!analytics) return vitals;
  return [
    ...vitals,
    {
      id: 'searched',
      label: 'Counted in OpenSearch',
      ...(searched === undefined ? {} : { figure: { value: searched, unit: 'trips' } }),
      detail: 'each trip once',
    },
    {
      id: 'freshness',
      label: 'Searchable after',
      ...(freshness ? { figure: { value: freshness.median_ms, unit: 'ms' } } : {}),
      detail: freshness ? `median; worst ${(freshness.worst_ms / 1000).toFixed(1)} s` : 'from its arrival',
    },
  ];
}

function trips(id: string, label: string, value: number, detail: string): Vital {
  return { id, label, figure: { value, unit: 'trips' }, detail };
}

/** Documents that the transform could not read: the reason names the document, not a field. */
function unreadableIn({ metrics }: { readonly metrics: FunctionMetrics }): number {
  const reasons = [...metrics.byDimensions(REASONS_METRIC)];
  return reasons.reduce((sum, [set, value]) => sum + (set.includes(`${REASON_DIMENSION}=document:`) ? value : 0), 0);
}

/** One line for each kind of loss or detour. Empty if all went well. */
export function readTroubles({ runtime, wiring }: Sources): readonly string[] {
  const mappings = wiring.mappings.map(({ id, functionName, onFailureBucket }) => {
    const records = runtime.mappings.find((mapping) => mapping.id === id)?.counters.givenUpRecords ?? 0;
    const kept = onFailureBucket === undefined ? 'dropped' : `kept in ${onFailureBucket}`;
    return records > 0 ? `${functionName}: ${plural(records, 'record')} given up, ${kept}` : '';
  });
  const refused = [...runtime.functions].map(([name, { metrics }]) => {
    const documents = metrics.total('DocumentsRefused' satisfies IndexMetric);
    return documents > 0 ? `${name}: ${plural(documents, 'document')} refused by OpenSearch` : '';
  });
  const errors = wiring.deliveryStreams.map(({ name, errorOutputPrefix }) => {
    const documents = Object.values(runtime.services.firehose.stream(name).counters.errors).reduce(
      (sum, n) => sum + n,
      0,
    );
    const prefix = errorOutputPrefix.split('!{')[0];
    return documents > 0 ? `Firehose ${name}: ${plural(documents, 'document')} under ${prefix}` : '';
  });
  return [...mappings, ...refused, ...errors].filter((line) => line !== '');
}
