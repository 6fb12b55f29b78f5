/** The pipeline on one machine: every box of the template, started and wired as the template says. */
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

export interface RuntimeOptions {
  readonly wiring: Wiring;
  /** Mappings that run from the start. @default all of the wiring's */
  readonly mappings?: readonly MappingWiring[];
  /** Folder of the buckets. */
  readonly stateFolder: string;
  /** Jump over buffering intervals that nothing more can fill. @default true */
  readonly jump?: boolean;
  /** Keep the shards' limits. @default true */
  readonly limits?: boolean;
  /** What the Kinesis endpoint does wrong on purpose. @default nothing */
  readonly faults?: FaultPlan;
  /** Gets every line that a function logs. @default lines go nowhere */
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
   * Starts the services and the given mappings; `map` adds others later.
   * @throws Error for what the template says and one machine cannot do, naming it
   */
  static async start(options: RuntimeOptions): Promise<Runtime> {
    const clock = new VirtualClock();
    const runtime = new Runtime(options, clock, await startServices(options, clock));
    for (const mapping of options.mappings ?? options.wiring.mappings) runtime.map(mapping);
    return runtime;
  }

  /** Resolves when everything that has arrived in the streams was delivered, buffers included. */
  async drain(): Promise<void> {
    const drained = Promise.all(this.mappings.map((mapping) => mapping.drain()));
    // A mapping that breaks rejects here; waiting for the drain alone would wait for ever.
    await Promise.race([drained, Promise.all(this.running).then(() => drained)]);
    await this.services.firehose.drain();
  }

  /** True while every record of every stream is processed and nothing is in flight. */
  idle(): boolean {
    return this.mappings.every((mapping) => mapping.idle());
  }

  /** Stops everything at once; what is buffered and not drained is not delivered. */
  async stop(): Promise<void> {
    for (const mapping of this.mappings) mapping.stop();
    await Promise.allSettled(this.running);
    await Promise.all([...this.functions.values()].map((fn) => fn.stop()));
    const { kinesis, firehose, secrets, s3, xray } = this.services;
    await Promise.all([kinesis, firehose, secrets, s3, xray].map((service) => service.stop()));
  }

  /**
   * Begins to read a stream for a function.
   * @param variables for the function's environment, beside the template's: what only this machine knows
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
      // A clock of its own: jumps over Firehose's buffering must not make records in the stream old.
      clock: new VirtualClock(),
      acknowledged: (shardId, sequenceNumber) => registration.acknowledge(shardId, sequenceNumber),
      ...(bucket ? { failureDestination: { write: (key, body) => bucket.put(key, body) } } : {}),
    });
    this.mappings.push(mapping);
    this.running.push(mapping.start());
    return mapping;
  }

  /** A function of the template, ready to be invoked; it keeps the variables that it was first asked for with. */
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
    if (!found) throw new Error(`The function ${name} is to run, and the template does not have it.`);
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
