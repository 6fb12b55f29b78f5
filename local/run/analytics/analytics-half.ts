/**
 * The analytics half of a run: Flink reads the trips, and the index function writes its statistics
 * to OpenSearch.
 */
import type { Athena } from '../../aws/athena/athena';
import type { EventSourceMapping } from '../../aws/event-source/event-source-mapping';
import type { Runtime } from '../../aws/runtime';
import type { FlinkSession } from '../../engines/flink/session';
import type { Java } from '../../engines/jvm/java';
import type { OpenSearchClient } from '../../engines/opensearch/client';
import type { OpenSearchNode } from '../../engines/opensearch/node';
import { analyticsMappings } from '../wiring/halves';
import type { StreamJobWiring } from '../wiring/read-stream-job';
import { searchSetupOf } from '../wiring/search-setup';
import type { TripstreamWiring } from '../wiring/tripstream-wiring';
import { Arrivals } from './arrivals';
import { startFlink, submitJob } from './flink-job';
import { Freshness } from './freshness';
import { ParsedRows } from './parsed-rows';
import { quiesce } from './quiesce';
import { searchVariables, setUpSearch, startSearch, viewerClient } from './search-engine';
import { readStatistics } from './statistics';
import type { FreshnessSummary, StatisticsReport } from './statistics-report';

export interface AnalyticsOptions {
  readonly java: Java;
  readonly stateFolder: string;
  readonly wiring: TripstreamWiring;
  readonly runtime: Runtime;
}

/** How far the analytics half is. */
export interface AnalyticsProgress {
  /** Records of the entry stream that Flink has counted. */
  readonly parsed: number;
  /** Freshness of the latest trips. Undefined before the first. */
  readonly freshness: FreshnessSummary | undefined;
}

export class AnalyticsHalf {
  readonly arrivals = new Arrivals();
  private readonly client: OpenSearchClient;
  private readonly freshness: Freshness;
  private readonly parsed = new ParsedRows();

  private constructor(
    private session: FlinkSession,
    readonly search: OpenSearchNode,
    private jobId: string,
    private readonly mappings: readonly EventSourceMapping[],
    private readonly options: AnalyticsOptions,
  ) {
    this.client = search.client();
    this.freshness = new Freshness(this.client);
    const { runtime, wiring } = options;
    const { sourceStream, statisticsStream } = jobOf(wiring).parameters;
    runtime.services.kinesis.stream(sourceStream).onArrival(({ record }) => this.arrivals.add(record));
    runtime.services.kinesis.stream(statisticsStream).onArrival(({ record }) => this.parsed.add(record));
    this.freshness.start();
  }

  /**
   * Starts both engines in parallel, sets OpenSearch up, submits the job and starts to index its
   * statistics. It must be called before the first trip is sent.
   * @throws Error if a part does not start; the other parts are stopped again
   */
  static async start(options: AnalyticsOptions): Promise<AnalyticsHalf> {
    const { java, stateFolder, wiring, runtime } = options;
    const job = jobOf(wiring);
    const searching = startSearch(java, stateFolder);
    const streaming = startFlink(java, stateFolder, job);
    try {
      const ready = async () => {
        const node = await searching;
        const variables = searchVariables(node);
        await setUpSearch(searchSetupOf(wiring), node, runtime.services.secrets, (name) =>
          runtime.functionOf(name, variables),
        );
        return analyticsMappings(wiring).map((mapping) => runtime.map(mapping, variables));
      };
      const submitted = async () =>
        submitJob(await streaming, job, runtime.services.secrets, runtime.services.kinesis.url);
      const [mappings, jobId] = await Promise.all([ready(), submitted()]);
      return new AnalyticsHalf(await streaming, await searching, jobId, mappings, options);
    } catch (error) {
      await Promise.allSettled([searching.then((node) => node.stop()), streaming.then((session) => session.stop())]);
      throw error;
    }
  }

  /** The current Flink session. */
  get flink(): FlinkSession {
    return this.session;
  }

  /**
   * Ends the session for good and starts another without a checkpoint, as a stop and a start of
   * Studio do. The job reads the stream again from its oldest record.
   */
  async restartFlink(): Promise<void> {
    const { java, stateFolder, wiring, runtime } = this.options;
    await this.session.stop();
    this.parsed.reset();
    this.session = await startFlink(java, stateFolder, jobOf(wiring));
    this.jobId = await submitJob(this.session, jobOf(wiring), runtime.services.secrets, runtime.services.kinesis.url);
  }

  get progress(): AnalyticsProgress {
    return { parsed: this.parsed.total, freshness: this.freshness.recent };
  }

  /**
   * Resolves when every trip that arrived is counted in OpenSearch.
   * @throws Error if progress stops before
   */
  quiesce(): Promise<void> {
    const { session, jobId, arrivals, parsed, mappings } = this;
    return quiesce({ session, jobId, arrivals, parsed, indexed: () => mappings.every((mapping) => mapping.idle()) });
  }

  /**
   * A client of the user who may only read. The caller closes it.
   * @throws Error if the template has no such user
   */
  viewer(): OpenSearchClient {
    return viewerClient(searchSetupOf(this.options.wiring), this.search, this.options.runtime.services.secrets);
  }

  /**
   * Reads the statistics, and compares them with the lake.
   * @param athena undefined if the lake also holds trips of earlier runs
   */
  statistics(athena: Athena | undefined): Promise<StatisticsReport> {
    return readStatistics(this.client, athena, this.freshness.summary);
  }

  async stop(): Promise<void> {
    await this.freshness.stop();
    this.client.close();
    await Promise.all([this.session.stop(), this.search.stop()]);
  }
}

function jobOf({ streamJobs: [job] }: TripstreamWiring): StreamJobWiring {
  if (!job) throw new Error('The template has no stream job: no parameter holds the values for flink-sql/.');
  return job;
}
