/** The Kinesis endpoint, which holds the streams and serves them. */
import { type HttpEdge, listen } from '../aws-json/edge';
import type { StreamWiring } from '../template/wiring';
import { kinesisService } from './api/service';
import type { Clock } from './shard/limits';
import { MemoryBound } from './shard/memory-bound';
import { type FaultPlan, Faults } from './stream/faults';
import type { KinesisStream, StreamCounters } from './stream/stream';
import { Streams } from './stream/streams';

const GIB = 1024 ** 3;

export interface KinesisEndpointOptions {
  /** Streams that exist from the start. Clients may create more. */
  readonly streams: readonly StreamWiring[];
  /**
   * Whether shards enforce their rates: 1 MiB/s and 1,000 records/s for writing, 2 MiB/s and
   * 5 calls/s for reading.
   * @default true
   */
  readonly limits?: boolean;
  /** Faults on demand. @default none */
  readonly faults?: FaultPlan;
  /** Clock for arrival, retention, rates and iterators. @default the machine's clock */
  readonly clock?: Clock;
  /** Bound on the bytes of all kept records, including overhead. @default 1 GiB */
  readonly maxBytes?: number;
  /** Port to listen on. @default a free one */
  readonly port?: number;
}

/**
 * Kinesis Data Streams for one machine, in memory. SDKs use it over HTTP (JSON 1.1, no TLS,
 * 127.0.0.1, any credentials); readers and boards use it in process.
 */
export class KinesisEndpoint {
  private edge: HttpEdge | undefined;
  private plan: Faults;

  private constructor(
    private readonly registry: Streams,
    private readonly memory: MemoryBound,
    private readonly clock: Clock,
    faults: FaultPlan,
  ) {
    this.plan = new Faults(faults);
  }

  /**
   * @throws Error when the port is taken.
   * @throws RangeError for invalid faults or streams.
   */
  static async start(options: KinesisEndpointOptions): Promise<KinesisEndpoint> {
    const { clock = Date, limits = true, maxBytes = GIB, faults = {}, port = 0 } = options;
    const memory = new MemoryBound(maxBytes);
    const endpoint = new KinesisEndpoint(
      new Streams({ clock, memory, limits }, options.streams),
      memory,
      clock,
      faults,
    );
    endpoint.edge = await listen(
      port,
      kinesisService(() => endpoint.context()),
    );
    return endpoint;
  }

  /** Address for clients: `http://127.0.0.1:<port>`. */
  get url(): string {
    if (this.edge === undefined) throw new Error('The Kinesis endpoint is not listening');
    return `http://127.0.0.1:${this.edge.port}`;
  }

  /** All streams in the order of their names, including those created over HTTP. */
  get streams(): readonly KinesisStream[] {
    return this.registry.all;
  }

  /** @throws Error that names the existing streams. */
  stream(name: string): KinesisStream {
    const stream = this.registry.get(name);
    if (stream !== undefined) return stream;
    throw new Error(`There is no stream ${name}. Streams: ${this.streams.map((one) => one.name).join(', ') || 'none'}`);
  }

  /** Counters of each stream by its name. */
  get counters(): Readonly<Record<string, StreamCounters>> {
    return Object.fromEntries(this.streams.map((stream) => [stream.name, stream.counters]));
  }

  /** Bytes of all kept records, including overhead. */
  get heldBytes(): number {
    return this.memory.bytes;
  }

  /**
   * Replaces the faults from the next call on and restarts their generator. `{}` ends all faults.
   */
  setFaults(faults: FaultPlan): void {
    this.plan = new Faults(faults);
  }

  /** Closes every connection and stops listening. Stored records can still be read in process. */
  async stop(): Promise<void> {
    await this.edge?.close();
    this.edge = undefined;
  }

  private context() {
    return { streams: this.registry, faults: this.plan, clock: this.clock };
  }
}
