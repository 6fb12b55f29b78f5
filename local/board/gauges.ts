/** Reads the numbers at arrows and boxes from the counters that the runtime keeps anyway. */

import type { Metric as IndexMetric } from '../../lambda/index-statistics/contract';
import type { Metric as TransformMetric } from '../../lambda/transform/contract';
import type { Arrow, Box, Note } from './page-state';
import type { Sources } from './sources';
import { idOf, PRODUCER } from './topology';

/** Counts what has gone along each arrow so far, by the arrow's id. */
export function readCounts(sources: Sources): ReadonlyMap<string, number> {
  const { boxes, arrows } = sources.topology;
  const box = new Map(boxes.map((one) => [one.id, one]));
  const counted = (arrow: Arrow) => countOf(sources, arrow, box.get(arrow.from), box.get(arrow.to));
  return new Map(arrows.map((arrow) => [arrow.id, counted(arrow)]));
}

function countOf(sources: Sources, { unit }: Arrow, from: Box | undefined, to: Box | undefined): number {
  if (!from || !to) return 0;
  const { runtime, arrivals, analytics } = sources;
  const metric = (fn: Box, name: IndexMetric | TransformMetric) =>
    runtime.functions.get(fn.name)?.metrics.total(name) ?? 0;
  const handled = (fn: Box) => metric(fn, 'TripsAccepted') + metric(fn, 'TripsQuarantined');
  switch (to.kind) {
    case 'producer':
      return 0;
    case 'stream':
      if (from.id === PRODUCER) return arrivals ? arrivals.json + arrivals.unreadable : 0;
      return runtime.services.kinesis.stream(to.name).counters.records;
    case 'function':
      return unit === 'rows' ? metric(to, 'RowsReceived') : handled(to);
    case 'delivery':
      return metric(from, to.way === 'quarantine' ? 'TripsQuarantined' : 'TripsAccepted');
    case 'bucket': {
      const { delivered, objects } = runtime.services.firehose.stream(from.name).counters;
      return unit === 'objects' ? objects : delivered;
    }
    case 'flink':
      return analytics?.progress.parsed ?? 0;
    case 'search':
      return metric(from, 'DocumentsIndexed');
  }
}

/**
 * Age of the oldest record that a function has not processed yet.
 * @returns milliseconds, or undefined while no mapping leads to the function
 */
export function lagOf({ runtime, wiring }: Sources, functionName: string): number | undefined {
  const wired = wiring.mappings.find((mapping) => mapping.functionName === functionName);
  const mapping = runtime.mappings.find(({ id }) => id === wired?.id);
  return mapping ? Math.max(0, ...mapping.lagMs().values()) : undefined;
}

/**
 * Records that have arrived and that Flink has not counted yet.
 * @returns undefined without the analytics half
 */
export function behindOf({ arrivals, analytics }: Sources): number | undefined {
  return arrivals && analytics ? Math.max(0, arrivals.json - analytics.progress.parsed) : undefined;
}

/** Reads the note of each box, by the box's id. */
export function readNotes(sources: Sources): Readonly<Record<string, Note>> {
  const notes = sources.topology.boxes.map((box) => [box.id, noteOf(sources, box)] as const);
  return Object.fromEntries(notes.flatMap(([id, note]) => (note ? [[id, note] as const] : [])));
}

function noteOf(sources: Sources, { id, kind, name }: Box): Note | undefined {
  const { runtime, wiring, topology, searched, rejected } = sources;
  const delivery = wiring.deliveryStreams.find((one) => one.name === name);
  switch (kind) {
    case 'producer':
      return rejected === undefined ? undefined : { figure: { value: rejected, unit: 'rows' }, text: 'rejected' };
    case 'stream':
      return { figure: { value: runtime.services.kinesis.stream(name).shards.length, unit: 'shards' } };
    case 'function': {
      const lag = lagOf(sources, name);
      return lag === undefined ? undefined : { label: 'lag', figure: { value: lag, unit: 'ms' } };
    }
    case 'delivery':
      return delivery && { text: `${delivery.bufferingSeconds} s or ${delivery.bufferingMiB} MiB` };
    case 'bucket': {
      const firehose = topology.boxes.find((box) => box.kind === 'delivery' && idOf.bucket(box.name) === id);
      return (
        firehose && {
          figure: { value: runtime.services.firehose.stream(firehose.name).counters.objects, unit: 'objects' },
        }
      );
    }
    case 'flink': {
      const behind = behindOf(sources);
      return behind === undefined ? undefined : { figure: { value: behind, unit: 'records' }, text: 'behind' };
    }
    case 'search':
      return searched === undefined ? undefined : { figure: { value: searched, unit: 'trips' } };
  }
}
