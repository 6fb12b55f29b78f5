/** Finds the boxes and arrows of the diagram in the template. */
import { readersOf } from '../aws/template/look-up';
import type { DeliveryStreamWiring, FunctionWiring } from '../aws/template/wiring';
import { entryStream } from '../run/wiring/entry-stream';
import type { StreamJobWiring } from '../run/wiring/read-stream-job';
import { deliveriesOf, writesToSearch } from '../run/wiring/targets';
import type { TripstreamWiring } from '../run/wiring/tripstream-wiring';
import type { Arrow, Box, Topology, Way } from './page-state';

/** Ids of the boxes that exist once. */
export const PRODUCER = 'producer';
export const FLINK = 'flink';
export const SEARCH = 'search';
/** Ids of the other boxes, by the name in the template. */
export const idOf = {
  stream: (name: string) => `stream-${name}`,
  function: (name: string) => `function-${name}`,
  delivery: (name: string) => `delivery-${name}`,
  bucket: (deliveryName: string) => `bucket-${deliveryName}`,
} as const;

class Picture implements Topology {
  readonly boxes: Box[] = [];
  readonly arrows: Arrow[] = [];

  /** Adds a box behind another, with the arrow that leads to it. */
  add(box: Omit<Box, 'rank'>, from?: Box, unit: Arrow['unit'] = 'trips'): Box {
    const placed = { ...box, rank: from ? from.rank + 1 : 0 };
    this.boxes.push(placed);
    if (from) this.arrows.push({ id: `${from.id}>${box.id}`, from: from.id, to: box.id, way: box.way, unit });
    return placed;
  }
}

/**
 * Derives the diagram from the template.
 * @throws Error for a template without a lake half
 */
export function topologyOf(wiring: TripstreamWiring): Topology {
  const picture = new Picture();
  const producer = picture.add({
    id: PRODUCER,
    kind: 'producer',
    service: 'Producer',
    name: 'CSV files',
    way: 'entry',
  });
  const entry = entryStream(wiring);
  const stream = picture.add(streamBox(entry, 'entry'), producer);
  for (const fn of readersOf(wiring, entry)) {
    const box = picture.add(functionBox(fn, 'lake'), stream);
    for (const delivery of lakeFirst(deliveriesOf(wiring, fn.name))) addDelivery(picture, box, delivery);
  }
  for (const job of wiring.streamJobs.filter(({ parameters }) => parameters.sourceStream === entry))
    addJob(picture, stream, job, wiring);
  return picture;
}

function addDelivery(picture: Picture, from: Box, { name, bucketName, prefix, parquet }: DeliveryStreamWiring): void {
  const way = parquet ? 'lake' : 'quarantine';
  const firehose = picture.add({ id: idOf.delivery(name), kind: 'delivery', service: 'Firehose', name, way }, from);
  const service = parquet ? 'S3 · Parquet' : `S3 · ${bucketName}`;
  const title = parquet ? bucketName : (prefix.split('/')[0] ?? prefix);
  const unit = parquet ? 'trips' : 'objects';
  picture.add({ id: idOf.bucket(name), kind: 'bucket', service, name: title, way }, firehose, unit);
}

function addJob(picture: Picture, from: Box, { parameters }: StreamJobWiring, wiring: TripstreamWiring): void {
  const { statisticsStream } = parameters;
  const job = picture.add({ id: FLINK, kind: 'flink', service: 'Flink', name: 'SQL', way: 'analytics' }, from);
  const statistics = picture.add(streamBox(statisticsStream, 'analytics'), job, 'rows');
  for (const fn of readersOf(wiring, statisticsStream)) {
    const box = picture.add(functionBox(fn, 'analytics'), statistics, 'rows');
    if (!writesToSearch(fn)) continue;
    const search = { id: SEARCH, kind: 'search', service: 'OpenSearch', name: 'statistics' } as const;
    picture.add({ ...search, way: 'analytics' }, box, 'rows');
  }
}

function streamBox(name: string, way: Way): Omit<Box, 'rank'> {
  return { id: idOf.stream(name), kind: 'stream', service: 'Kinesis', name, way };
}

function functionBox({ name }: FunctionWiring, way: Way): Omit<Box, 'rank'> {
  return { id: idOf.function(name), kind: 'function', service: 'Lambda', name, way };
}

/** Puts the lake before the quarantine. */
function lakeFirst(deliveries: readonly DeliveryStreamWiring[]): readonly DeliveryStreamWiring[] {
  return [...deliveries].sort((one, other) => Number(other.parquet !== undefined) - Number(one.parquet !== undefined));
}
