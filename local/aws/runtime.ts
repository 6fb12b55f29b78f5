/** Runs a wiring on one machine: starts its services, functions and mappings, and stops them. */
import { Bucket } from './bucket/bucket';
import { S3Endpoint } from './bucket/s3-endpoint';
import { VirtualClock } from './clock';
import { EventSourceMapping } from './event-source/event-source-mapping';
import { FirehoseEndpoint } from './firehose/endpoint';
import { LambdaFunction } from './function/lambda-function';
import { XrayDaemon } from './function/xray-daemon';
import { KinesisEndpoint } from './kinesis/endpoint';
import type { FaultPlan } from './kinesis/stream/faults';
import { SecretsEndpoint } from './secrets/endpoint';
import { functionOf } from './template/look-up';
import type { FunctionWiring, MappingWiring, Wiring } from './template/wiring';

/** What to run, and how closely to follow the cloud. */
export interface RuntimeOptions {
  readonly wiring: Wiring;
  /** Mappings that run from the start. @default all of the wiring's */
  readonly mappings?: readonly MappingWiring[];
  /** Holds the buckets' folders. */
  readonly stateFolder: string;
  /** Jump over Firehose's buffering intervals when nothing more can fill them. @default true */
  readonly jump?: boolean;
  /** Enforce the shards' limits. @default true */
  readonly limits?: boolean;
  /** Faults of the Kinesis endpoint. @default none */
  readonly faults?: FaultPlan;
  /** Gets every line that a function logs. @default lines are dropped */
  readonly onLog?: (functionName: string, line: string) => void;
}

/** The endpoints that stand for AWS's services. */
export interface Services {
  readonly kinesis: KinesisEndpoint;
  readonly firehose: FirehoseEndpoint;
  readonly secrets: SecretsEndpoint;
  readonly s3: S3Endpoint;
  readonly xray: XrayDaemon;
  readonly xrayAddress: string;
}

/** The running parts of a wiring. */
export class Runtime {
  readonly functions = new Map<string, LambdaFunction>();
  readonly mappings: EventSourceMapping[] = [];
  private readonly running: Promise<void>[] = [];

  private constructor(
    private readonly options: RuntimeOptions,
    /** Firehose's time, with the jumps over buffering intervals. */
    readonly clock: VirtualClock,
    readonly services: Services,
  ) {}

  /**
   * Starts the services and the given mappings. `map` adds others later.
   * @throws Error naming a setting of the template that one machine cannot honour
   */
  static async start(options: RuntimeOptions): Promise<Runtime> {
    const clock = new VirtualClock();
    const runtime = new Runtime(options, clock, await startServices(options, clock));
    for (const mapping of options.mappings ?? options.wiring.mappings) runtime.map(mapping);
    return runtime;
  }

  /** Resolves when everything that has arrived in the streams is delivered, buffers included. */
  async drain(): Promise<void> {
    const drained = Promise.all(this.mappings.map((mapping) => mapping.drain()));
    // A mapping that breaks never drains. Its rejection ends the wait.
    await Promise.race([drained, Promise.all(this.running).then(() => drained)]);
    await this.services.firehose.drain();
  }

  /** True while every record is processed and nothing is in flight. */
  idle(): boolean {
    return this.mappings.every((mapping) => mapping.idle());
  }

  /** Stops everything at once. What is still buffered is not delivered: call `drain` first. */
  async stop(): Promise<void> {
    for (const mapping of this.mappings) mapping.stop();
    await Promise.allSettled(this.running);
    await Promise.all([...this.functions.values()].map((fn) => fn.stop()));
    const { kinesis, firehose, secrets, s3, xray } = this.services;
    await Promise.all([kinesis, firehose, secrets, s3, xray].map((service) => service.stop()));
  }

  /**
   * Starts a mapping: its function gets what arrives in its stream.
   * @param variables for the function's environment: what only this machine knows
   */
  map(wiring: MappingWiring, variables: Readonly<Record<string, string>> = {}): EventSourceMapping {
    const { streamName, onFailureBucket } = wiring;
    const stream = this.services.kinesis.stream(streamName);
    const registration = stream.register(`mapping ${wiring.id}`);
    const bucket = onFailureBucket === undefined ? undefined : new Bucket(this.options.stateFolder, onFailureBucket);
    const mapping = new EventSourceMapping({
      wiring,
      streamArn: stream.wiring.arn,
      shards: stream.shards,
      target: this.functionOf(wiring.functionName, variables),
      // Its own clock: Firehose's jumps must not make records in the stream old.
      clock: new VirtualClock(),
      acknowledged: (shardId, sequenceNumber) => registration.acknowledge(shardId, sequenceNumber),
      ...(bucket ? { failureDestination: { write: (key, body) => bucket.put(key, body) } } : {}),
    });
    this.mappings.push(mapping);
    this.running.push(mapping.start());
    return mapping;
  }

  /**
   * Gives a function of the template, ready to be invoked.
   * @param variables for its environment, beside the template's. The first call decides them
   * @throws Error for a function that the template does not have
   */
  functionOf(name: string, variables: Readonly<Record<string, string>> = {}): LambdaFunction {
    const known = this.functions.get(name);
    if (known) return known;
    const { kinesis, firehose, secrets, s3, xrayAddress } = this.services;
    const endpoints = {
      AWS_ENDPOINT_URL_KINESIS: kinesis.url,
      AWS_ENDPOINT_URL_FIREHOSE: firehose.url,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
      AWS_ENDPOINT_URL_S3: s3.url,
    };
    const fn = new LambdaFunction(this.wiringOf(name), {
      xrayDaemonAddress: xrayAddress,
      variables: { ...endpoints, ...variables },
      onLog: (line) => this.options.onLog?.(name, line),
    });
    this.functions.set(name, fn);
    return fn;
  }

  private wiringOf(name: string): FunctionWiring {
    const found = functionOf(this.options.wiring, name);
    if (!found) throw new Error(`The template has no function ${name} that one machine can run.`);
    return found;
  }
}

async function startServices(options: RuntimeOptions, clock: VirtualClock): Promise<Services> {
  const { wiring, stateFolder, jump = true, limits = true, faults = {} } = options;
  const xray = new XrayDaemon();
  const xrayAddress = await xray.start();
  const kinesis = await KinesisEndpoint.start({ streams: wiring.streams, limits, faults });
  const firehose = await FirehoseEndpoint.start({ ...wiring, stateFolder, clock, jump });
  const secrets = await SecretsEndpoint.start({ secrets: wiring.secrets });
  const s3 = await S3Endpoint.start({ buckets: wiring.buckets.map(({ name }) => new Bucket(stateFolder, name)) });
  return { kinesis, firehose, secrets, s3, xray, xrayAddress };
}
