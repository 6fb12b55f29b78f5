import type { Wiring } from '../../aws/template/wiring';

/** The stream that trips are sent to: the one whose consumer writes the lake's Parquet. */
export function entryStream(wiring: Wiring): string {
  const lakes = wiring.deliveryStreams.filter(({ parquet }) => parquet).map(({ name }) => name);
  const writers = wiring.functions.filter(({ environment }) =>
    lakes.some((name) => Object.values(environment).includes(name)),
  );
  const mapping = wiring.mappings.find(({ functionName }) => writers.some(({ name }) => name === functionName));
  if (!mapping)
    throw new Error(
      'The template has no way to the lake: no function with an event source mapping names, in its environment, a delivery stream that writes Parquet.',
    );
  return mapping.streamName;
}
