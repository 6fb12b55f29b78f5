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
  /** Streams that are there from the start; clients may create more. */
  readonly streams: readonly StreamWiring[];
  /** Keep the shards' rates: 1 MiB/s and 1,000 records/s written, 2 MiB/s and 5 calls/s read. @default true */
  readonly limits?: boolean;
  /** What goes wrong on purpose. @default nothing */
  readonly faults?: FaultPlan;
  /** Time of arrival, retention, rates and iterators. @default the machine's clock */
  readonly clock?: Clock;
  /** Bytes of records kept over all streams, book-keeping included. @default 1 GiB */
  readonly maxBytes?: number;
  /** @default a free port */
  readonly port?: number;
}

/**
 * Kinesis Data Streams for one machine, in memory: over HTTP for any SDK, and in process for readers and boards.
 * JSON 1.1 without TLS on 127.0.0.1; any credentials do.
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

  /** @throws Error when a given port is taken; RangeError for faults or streams that cannot be. */
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

  /** Where clients find it: `http://127.0.0.1:<port>`. */
  get url(): string {
    if (this.edge === undefined) throw new Error('The Kinesis endpoint is not listening');
    return `http://127.0.0.1:${this.edge.port}`;
  }

  /** All streams, by name; those created over HTTP too. */
  get streams(): readonly KinesisStream[] {
    return this.registry.all;
  }

  /** @throws Error naming the streams that there are. */
  stream(name: string): KinesisStream {
    const stream = this.registry.named(name);
    if (stream !== undefined) return stream;
    throw new Error(
      `There is no stream ${name}; there are: ${this.streams.map((one) => one.name).join(', ') || 'none'}`,
    );
  }

  /** What each stream has done and holds, by its name. */
  get counters(): Readonly<Record<string, StreamCounters>> {
    return Object.fromEntries(this.streams.map((stream) => [stream.name, stream.counters]));
  }

  /** Bytes of records kept now, book-keeping included. */
  get heldBytes(): number {
    return this.memory.bytes;
  }

  /** Replaces the faults from the next call on, and seeds their generator anew; `{}` ends them. */
  setFaults(faults: FaultPlan): void {
    this.plan = new Faults(faults);
  }

  /** Ends every connection and stops listening; what is stored can still be read in process. */
  async stop(): Promise<void> {
    await this.edge?.close();
    this.edge = undefined;
  }

  private context() {
    return { streams: this.registry, faults: this.plan, clock: this.clock };
  }
}
