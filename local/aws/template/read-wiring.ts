/** From a cloud assembly to what one machine runs: every resource is found by its type and properties, none by its id. */

import { readStreamJob } from '../../run/wiring/read-stream-job';
import { type Assembly, readAssembly } from './assembly';
import { readCustomResource } from './read-custom-resource';
import { readDeliveryStream } from './read-delivery-stream';
import { readMapping } from './read-mapping';
import { readSecret } from './read-secret';
import { readTable } from './read-table';
import { type Resource, Resources } from './resources';
import type { FunctionWiring, StreamWiring, Wiring } from './wiring';

/** What an on-demand stream starts with, in the cloud too. */
const ON_DEMAND_SHARDS = 4;

/**
 * @param assemblyDirectory what `cdk synth` wrote to, such as `cdk.out`
 * @throws Error naming stack, logical id and property when something needed is missing, unknown on one machine, or
 * points at nothing
 */
export function readWiring(assemblyDirectory: string): Wiring {
  const assembly = readAssembly(assemblyDirectory);
  const resources = new Resources(assembly);
  const read = <T>(type: string, reader: (resource: Resource) => T | undefined): T[] =>
    resources.ofType(type).flatMap((resource) => reader(resource) ?? []);
  const secrets = read('AWS::SecretsManager::Secret', readSecret);
  const functions = resources.ofType('AWS::Lambda::Function');
  const wiring: Wiring = {
    streams: read('AWS::Kinesis::Stream', readStream),
    functions: functions.flatMap((resource) => readFunction(resource, assembly) ?? []),
    mappings: read('AWS::Lambda::EventSourceMapping', readMapping),
    deliveryStreams: read('AWS::KinesisFirehose::DeliveryStream', readDeliveryStream),
    buckets: resources.ofType('AWS::S3::Bucket').map(({ name }) => ({ name })),
    tables: read('AWS::Glue::Table', readTable),
    secrets,
    streamJobs: read('AWS::SSM::Parameter', (resource) => readStreamJob(resource, secrets)),
    customResources: resources.custom().flatMap((resource) => readCustomResource(resource, functions) ?? []),
  };
  checkArrows(wiring);
  return wiring;
}

function readStream({ name, arn, properties }: Resource): StreamWiring {
  const mode = properties.textOr('StreamModeDetails.StreamMode', 'PROVISIONED');
  const shape =
    mode === 'ON_DEMAND'
      ? ({ mode, shardCount: ON_DEMAND_SHARDS } as const)
      : ({ mode: 'PROVISIONED', shardCount: properties.numberOr('ShardCount', 1) } as const);
  return { name, arn, ...shape, retentionHours: properties.numberOr('RetentionPeriodHours', 24) };
}

/** Undefined for a function that is no bundled asset of Node's: nothing that one machine could run. */
function readFunction({ name, arn, properties }: Resource, { assets }: Assembly): FunctionWiring | undefined {
  const assetDirectory = assets.get(properties.textOr('Code.S3Key', ''));
  if (assetDirectory === undefined || !properties.textOr('Runtime', '').startsWith('nodejs')) return undefined;
  return {
    name,
    arn,
    assetDirectory,
    handler: properties.text('Handler'),
    // A variable that only the cloud knows, such as a domain's address, is for whoever starts the function to add.
    environment: properties.knownMap('Environment.Variables'),
    timeoutSeconds: properties.numberOr('Timeout', 3),
    memoryMiB: properties.numberOr('MemorySize', 128),
    tracing: properties.textOr('TracingConfig.Mode', 'PassThrough') === 'Active',
  };
}

/** Every arrow must end at a box that is there. */
function checkArrows(wiring: Wiring): void {
  const { streams, functions, mappings, deliveryStreams, buckets, tables, streamJobs, customResources } = wiring;
  const check = (from: string, kind: string, name: string | undefined, boxes: readonly { name: string }[]) => {
    if (name === undefined || boxes.some((box) => box.name === name)) return;
    const known = boxes.map((box) => box.name).join(', ') || 'none';
    throw new Error(`${from} points at the ${kind} ${name}, which no stack has; there are: ${known}`);
  };
  for (const { id, streamName, functionName, onFailureBucket } of mappings) {
    check(`The event source mapping ${id}`, 'stream', streamName, streams);
    check(`The event source mapping ${id}`, 'Node function', functionName, functions);
    check(`The event source mapping ${id}`, 'bucket', onFailureBucket, buckets);
  }
  for (const { name, bucketName, parquet } of deliveryStreams) {
    check(`The delivery stream ${name}`, 'bucket', bucketName, buckets);
    const candidates = tables.filter(({ database }) => database === parquet?.database);
    check(`The delivery stream ${name}`, `table of ${parquet?.database}`, parquet?.table, candidates);
  }
  for (const { name, parameters } of streamJobs) {
    check(`The job of ${name}`, 'stream', parameters.sourceStream, streams);
    check(`The job of ${name}`, 'stream', parameters.statisticsStream, streams);
  }
  for (const { type, functionName } of customResources) check(type, 'Node function', functionName, functions);
}
