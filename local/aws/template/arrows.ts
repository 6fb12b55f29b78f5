/** Checks that every arrow of a wiring ends at a box that is there. */
import type { Wiring } from './wiring';

/** @throws Error naming where the arrow starts, what it points at, and what there is instead */
export function checkArrow(
  from: string,
  kind: string,
  name: string | undefined,
  boxes: readonly { readonly name: string }[],
): void {
  if (name === undefined || boxes.some((box) => box.name === name)) return;
  const known = boxes.map((box) => box.name).join(', ') || 'none';
  throw new Error(`${from} points at the ${kind} ${name}, which no stack has; there are: ${known}`);
}

/** @throws Error for the first arrow that ends at nothing */
export function checkArrows(wiring: Wiring): void {
  const { streams, functions, mappings, deliveryStreams, buckets, tables, customResources } = wiring;
  for (const { id, streamName, functionName, onFailureBucket } of mappings) {
    const from = `The event source mapping ${id}`;
    checkArrow(from, 'stream', streamName, streams);
    checkArrow(from, 'Node function', functionName, functions);
    checkArrow(from, 'bucket', onFailureBucket, buckets);
  }
  for (const { name, bucketName, parquet } of deliveryStreams) {
    const from = `The delivery stream ${name}`;
    checkArrow(from, 'bucket', bucketName, buckets);
    const candidates = tables.filter(({ database }) => database === parquet?.database);
    checkArrow(from, `table of ${parquet?.database}`, parquet?.table, candidates);
  }
  for (const { type, functionName } of customResources) checkArrow(type, 'Node function', functionName, functions);
}
