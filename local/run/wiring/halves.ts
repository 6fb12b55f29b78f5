/** Tells the lake half of a wiring from the analytics half. */
import type { MappingWiring, Wiring } from '../../aws/template/wiring';
import { deliveriesOf } from './targets';

/** The mappings of the lake half, whose functions write to a delivery stream. */
export function lakeMappings(wiring: Wiring): readonly MappingWiring[] {
  return wiring.mappings.filter(({ functionName }) => deliveriesOf(wiring, functionName).length > 0);
}

/** The mappings of the analytics half: all others. */
export function analyticsMappings(wiring: Wiring): readonly MappingWiring[] {
  return wiring.mappings.filter(({ functionName }) => deliveriesOf(wiring, functionName).length === 0);
}
