/** Takes the template's wiring apart: the way to the lake, and the live analytics beside it. */
import type { MappingWiring, Wiring } from '../../aws/template/wiring';

/** The part of a wiring that needs neither Flink nor OpenSearch. */
export function lakeHalf(wiring: Wiring): Wiring {
  return {
    ...wiring,
    mappings: wiring.mappings.filter((mapping) => leadsToLake(wiring, mapping)),
    streamJobs: [],
    customResources: [],
  };
}

/** The mappings of what is computed live: those that do not lead to the lake. */
export function liveMappings(wiring: Wiring): readonly MappingWiring[] {
  return wiring.mappings.filter((mapping) => !leadsToLake(wiring, mapping));
}

/** True for a function whose environment names a delivery stream. */
function leadsToLake({ functions, deliveryStreams }: Wiring, { functionName }: MappingWiring): boolean {
  const environment = functions.find(({ name }) => name === functionName)?.environment ?? {};
  return deliveryStreams.some(({ name }) => Object.values(environment).includes(name));
}
