/** The Firehose endpoint, which starts and stops everything below. */
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { type HttpEdge, listen } from '../aws-json/edge';
import { Bucket } from '../bucket/bucket';
import type { VirtualClock } from '../clock';
import type { BucketWiring, DeliveryStreamWiring, TableWiring } from '../template/wiring';
import { type FirehoseFaultPlan, FirehoseFaults } from './api/faults';
import { firehoseService } from './api/service';
import { ParquetWriter } from './convert/parquet-writer';
import type { DeliveryCounters } from './stream/counters';
import { type DeliveryPlan, planDelivery } from './stream/delivery-plan';
import { DeliveryStream } from './stream/delivery-stream';

/**
 * How often, in real time, intervals are checked. Firehose's shortest interval with partitions is
 * 60 s.
 */
const TICK_MS = 200;
const DEFAULT_MAX_BUFFERED_BYTES = 256 * 1024 * 1024;
/**
 * Folder for open buffers and unfinished Parquet. It is beside the buckets, so that a rename moves
 * a file in.
 */
const STAGING = '.firehose';

export interface FirehoseEndpointOptions {
  readonly deliveryStreams: readonly DeliveryStreamWiring[];
  /** Glue tables for Parquet conversion. */
  readonly tables: readonly TableWiring[];
  readonly buckets: readonly BucketWiring[];
  /** Folder of the buckets and of the staging folder. Only one endpoint may use it at a time. */
  readonly stateFolder: string;
  readonly clock: VirtualClock;
  /**
   * Whether the clock jumps over intervals that nothing more can fill. If false, time is real, and
   * documents over the partition limit go to the error prefix.
   * @default true
   */
  readonly jump?: boolean;
  /** Faults on demand. @default none */
  readonly faults?: FirehoseFaultPlan;
  /** Bytes that one stream's open buffers may hold before an early delivery. @default 256 MiB */
  readonly maxBufferedBytes?: number;
  /** Port to listen on. @default a free one */
  readonly port?: number;
}

/**
 * Amazon Data Firehose for one machine. It accepts puts over HTTP (JSON 1.1, no TLS, 127.0.0.1, any
 * credentials) and delivers to folders that stand for buckets, as the wiring says.
 */
export class FirehoseEndpoint {
  private constructor(
    private readonly streams: ReadonlyMap<string, DeliveryStream>,
    private readonly writer: ParquetWriter,
    private readonly edge: HttpEdge,
    private readonly ticker: NodeJS.Timeout,
    private readonly stagingFolder: string,
  ) {}

  /**
   * Starts to listen and to deliver.
   * @throws Error for settings that Firehose refuses or this emulation does not support. Nothing is
   *   started then.
   */
  static async start(options: FirehoseEndpointOptions): Promise<FirehoseEndpoint> {
    const faults = new FirehoseFaults(options.faults);
    const buckets = options.buckets.map(({ name }) => new Bucket(options.stateFolder, name));
    const plans = options.deliveryStreams.map((wiring) => planDelivery(wiring, options.tables, buckets));
    const stagingFolder = path.resolve(options.stateFolder, STAGING);
    await rm(stagingFolder, { recursive: true, force: true });
    await mkdir(stagingFolder, { recursive: true });
    const writer = await ParquetWriter.open(stagingFolder);
    try {
      const streams = await openStreams(plans, options, writer, stagingFolder);
      const edge = await listen(options.port ?? 0, firehoseService({ streams, faults, createdAt: Date.now() / 1000 }));
      const ticker = setInterval(() => tick(streams), TICK_MS).unref();
      return new FirehoseEndpoint(streams, writer, edge, ticker, stagingFolder);
    } catch (error) {
      writer.close();
      throw error;
    }
  }

  get url(): string {
    return `http://127.0.0.1:${this.edge.port}`;
  }

  get streamNames(): readonly string[] {
    return [...this.streams.keys()];
  }

  /** @throws Error for a stream that does not exist. */
  stream(name: string): { readonly wiring: DeliveryStreamWiring; readonly counters: DeliveryCounters } {
    const stream = this.streams.get(name);
    if (!stream)
      throw new Error(`There is no delivery stream "${name}". Delivery streams: ${this.streamNames.join(', ')}.`);
    return stream;
  }

  /**
   * Delivers everything accepted: jumps to the end of the intervals or, without jumps, waits for
   * it. Call it when nobody puts any more.
   * @throws Error when a delivery failed, for example because the disk is full.
   */
  async drain(): Promise<void> {
    await Promise.all([...this.streams.values()].map((stream) => stream.drain()));
  }

  /**
   * Stops listening, finishes deliveries under way and removes the staging folder. Delivered
   * objects stay. Acknowledged records in open buffers are lost, as in a crash, so call `drain()`
   * first.
   */
  async stop(): Promise<void> {
    clearInterval(this.ticker);
    await this.edge.close();
    await Promise.all([...this.streams.values()].map((stream) => stream.stop()));
    this.writer.close();
    await rm(this.stagingFolder, { recursive: true, force: true });
  }
}

async function openStreams(
  plans: readonly DeliveryPlan[],
  { clock, jump = true, maxBufferedBytes = DEFAULT_MAX_BUFFERED_BYTES }: FirehoseEndpointOptions,
  writer: ParquetWriter,
  folder: string,
): Promise<ReadonlyMap<string, DeliveryStream>> {
  const streams = new Map<string, DeliveryStream>();
  for (const plan of plans) {
    const stagingFolder = path.join(folder, plan.wiring.name);
    for (const part of ['documents', 'errors']) await mkdir(path.join(stagingFolder, part), { recursive: true });
    streams.set(plan.wiring.name, new DeliveryStream({ plan, clock, jump, writer, stagingFolder, maxBufferedBytes }));
  }
  return streams;
}

function tick(streams: ReadonlyMap<string, DeliveryStream>): void {
  for (const stream of streams.values()) stream.deliverDue();
}
