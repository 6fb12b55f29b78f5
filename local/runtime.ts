/** The pipeline on one machine: every box of the template, started and wired as the template says. */
import { Bucket } from './bucket/bucket';
import { VirtualClock } from './clock';
import { EventSourceMapping } from './event-source/event-source-mapping';
import { FirehoseEndpoint } from './firehose/endpoint';
import { LambdaFunction } from './function/lambda-function';
import { XrayDaemon } from './function/xray-daemon';
import { KinesisEndpoint } from './kinesis/endpoint';
import type { FaultPlan } from './kinesis/faults';
import type { FunctionWiring, MappingWiring, Wiring } from './template/wiring';

export interface RuntimeOptions {
  readonly wiring: Wiring;
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

export class Runtime {
  readonly functions = new Map<string, LambdaFunction>();
  readonly mappings: EventSourceMapping[] = [];
  private readonly running: Promise<void>[] = [];

  private constructor(
    private readonly options: RuntimeOptions,
    /** Firehose's time, with the jumps over buffering intervals. */
    readonly clock: VirtualClock,
    readonly kinesis: KinesisEndpoint,
    readonly firehose: FirehoseEndpoint,
    readonly xray: XrayDaemon,
    private readonly xrayAddress: string,
  ) {}

  /** @throws Error for what the template says and one machine cannot do, naming it */
  static async start(options: RuntimeOptions): Promise<Runtime> {
    const { wiring, stateFolder, jump = true, limits = true, faults = {} } = options;
    const clock = new VirtualClock();
    const xray = new XrayDaemon();
    const xrayAddress = await xray.start();
    const kinesis = await KinesisEndpoint.start({ streams: wiring.streams, limits, faults });
    const firehose = await FirehoseEndpoint.start({ ...wiring, stateFolder, clock, jump });
    const runtime = new Runtime(options, clock, kinesis, firehose, xray, xrayAddress);
    for (const mapping of wiring.mappings) runtime.map(mapping);
    return runtime;
  }

  /** Resolves when everything that has arrived in the streams was delivered, buffers included. */
  async drain(): Promise<void> {
    const drained = Promise.all(this.mappings.map((mapping) => mapping.drain()));
    // A mapping that breaks rejects here; waiting for the drain alone would wait for ever.
    await Promise.race([drained, Promise.all(this.running).then(() => drained)]);
    await this.firehose.drain();
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
    await Promise.all([this.kinesis.stop(), this.firehose.stop(), this.xray.stop()]);
  }

  private map(wiring: MappingWiring): void {
    const { streamName, onFailureBucket } = wiring;
    const stream = this.kinesis.stream(streamName);
    const registration = stream.register(`mapping ${wiring.id}`);
    const bucket = onFailureBucket === undefined ? undefined : new Bucket(this.options.stateFolder, onFailureBucket);
    const mapping = new EventSourceMapping({
      wiring,
      streamArn: stream.wiring.arn,
      shards: stream.shards,
      target: this.functionOf(wiring.functionName),
      // A clock of its own: jumps over Firehose's buffering must not make records in the stream old.
      clock: new VirtualClock(),
      acknowledged: (shardId, sequenceNumber) => registration.acknowledge(shardId, sequenceNumber),
      ...(bucket ? { failureDestination: { write: (key, body) => bucket.put(key, body) } } : {}),
    });
    this.mappings.push(mapping);
    this.running.push(mapping.start());
  }

  private functionOf(name: string): LambdaFunction {
    const known = this.functions.get(name);
    if (known) return known;
    const fn = new LambdaFunction(this.wiringOf(name), {
      xrayDaemonAddress: this.xrayAddress,
      variables: { AWS_ENDPOINT_URL_FIREHOSE: this.firehose.url, AWS_ENDPOINT_URL_KINESIS: this.kinesis.url },
      onLog: (line) => this.options.onLog?.(name, line),
    });
    this.functions.set(name, fn);
    return fn;
  }

  private wiringOf(name: string): FunctionWiring {
    const found = this.options.wiring.functions.find((candidate) => candidate.name === name);
    if (!found) throw new Error(`A mapping invokes the function ${name}, which the template does not have.`);
    return found;
  }
}
