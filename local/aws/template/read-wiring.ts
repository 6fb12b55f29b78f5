/** Turns a cloud assembly into a wiring. It finds resources by type and properties, not by id. */
import { checkArrows } from './arrows';
import { readAssembly } from './assembly';
import { type ExtraReaders, type Extras, readExtras } from './extra-readers';
import { readCustomResource } from './read-custom-resource';
import { readDeliveryStream } from './read-delivery-stream';
import { readFunction } from './read-function';
import { readMapping } from './read-mapping';
import { readSecret } from './read-secret';
import { readStream } from './read-stream';
import { readTable } from './read-table';
import { type Resource, Resources } from './resources';
import type { Wiring } from './wiring';

/**
 * Reads what one machine needs to know of the template.
 * @param assemblyDirectory the folder that `cdk synth` wrote, such as `cdk.out`
 * @param readers for the resources that only one project knows; each adds a list to the wiring
 * @throws Error naming stack, logical id and property when something needed is missing, cannot be
 * known on one machine, or points at nothing
 */
export function readWiring<Items = Record<never, never>>(
  assemblyDirectory: string,
  readers: ExtraReaders<Items> = {} as ExtraReaders<Items>,
): Wiring & Extras<Items> {
  const assembly = readAssembly(assemblyDirectory);
  const resources = new Resources(assembly);
  const read = <T>(type: string, reader: (resource: Resource) => T | undefined): T[] =>
    resources.ofType(type).flatMap((resource) => reader(resource) ?? []);
  const functions = resources.ofType('AWS::Lambda::Function');
  const wiring: Wiring = {
    streams: read('AWS::Kinesis::Stream', readStream),
    functions: functions.flatMap((resource) => readFunction(resource, assembly) ?? []),
    mappings: read('AWS::Lambda::EventSourceMapping', readMapping),
    deliveryStreams: read('AWS::KinesisFirehose::DeliveryStream', readDeliveryStream),
    buckets: resources.ofType('AWS::S3::Bucket').map(({ name }) => ({ name })),
    tables: read('AWS::Glue::Table', readTable),
    secrets: read('AWS::SecretsManager::Secret', readSecret),
    customResources: resources.custom().flatMap((resource) => readCustomResource(resource, functions) ?? []),
  };
  checkArrows(wiring);
  return { ...wiring, ...readExtras(readers, resources, wiring) };
}
