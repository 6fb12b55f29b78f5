/** Finds the entry stream of a template. */
import type { Wiring } from '../../aws/template/wiring';
import { deliveriesOf } from './targets';

/**
 * The stream that trips are sent to: the one whose consumer writes the lake's Parquet.
 * @throws Error for a template without a way to the lake
 */
export function entryStream(wiring: Wiring): string {
  const mapping = wiring.mappings.find(({ functionName }) =>
    deliveriesOf(wiring, functionName).some(({ parquet }) => parquet),
  );
  if (mapping) return mapping.streamName;
  throw new Error(
    'The template has no way to the lake: no function with an event source mapping names, in its environment, ' +
      'a delivery stream that writes Parquet.',
  );
}
