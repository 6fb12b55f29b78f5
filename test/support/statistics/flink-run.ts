/** Runs the job on real Flink with streams in memory, and collects the rows that it writes. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Aggregate } from '../../../common/kpl/encode';
import { forSqlClient, type Job, renderJob } from '../../../flink-sql/job';
import type { JobParameters } from '../../../flink-sql/parameters';
import { KinesisEndpoint } from '../../../local/aws/kinesis/endpoint';
import type { FlinkSession } from '../../../local/engines/flink/session';

export const PARAMETERS: JobParameters = {
  sourceStream: 'trips',
  statisticsStream: 'statistics',
  region: 'us-east-1',
  parallelism: 2,
  checkpointIntervalSeconds: 10,
  checkpointPauseSeconds: 5,
  stateTtlHours: 96,
  totalsEverySeconds: 2,
  maskedShare: 1,
  years: { from: 2009, to: 2035 },
};

/** Milliseconds that a whole run may take on a busy machine. */
const PATIENCE = 150_000;

/** Records in one aggregate: few enough that each shard gets several aggregates. */
const AGGREGATED = 150;

/**
 * Starts an endpoint without rate limits, which would only make a test wait.
 * @param shards the number of shards of each stream, by its name
 */
export function streams(shards: Readonly<Record<string, number>>): Promise<KinesisEndpoint> {
  return KinesisEndpoint.start({
    limits: false,
    streams: Object.entries(shards).map(([name, shardCount]) => ({
      name,
      arn: `arn:aws:kinesis:us-east-1:000000000000:stream/${name}`,
      mode: 'PROVISIONED',
      shardCount,
      retentionHours: 72,
    })),
  });
}

/** Puts texts as KPL aggregates, each under its own key. One shard keeps them in order. */
export function feed(endpoint: KinesisEndpoint, stream: string, texts: readonly string[]): void {
  for (let begin = 0; begin < texts.length; begin += AGGREGATED) {
    const aggregate = new Aggregate(`key-${begin}`, 200_000);
    for (const text of texts.slice(begin, begin + AGGREGATED))
      if (!aggregate.add(text)) throw new Error('The aggregate is too small for the test.');
    const { partitionKey } = aggregate;
    endpoint.stream(stream).put({ partitionKey, data: aggregate.finish() });
  }
}

/** A row of the statistics stream. */
export type Row = Readonly<Record<string, unknown>> & { readonly document_id: string; readonly n: number };

/** Collects what the indices would hold: for each document the row with the highest n. */
export class Documents {
  /** The number of rows that the job has written. */
  rows = 0;
  private readonly found = new Map<unknown, Map<string, Row>>();

  of(statistic: string): ReadonlyMap<string, Row> {
    return this.found.get(statistic) ?? new Map();
  }

  take(row: Row): void {
    this.rows += 1;
    const documents = this.found.get(row.statistic) ?? new Map<string, Row>();
    if (row.n >= (documents.get(row.document_id)?.n ?? 0)) documents.set(row.document_id, row);
    this.found.set(row.statistic, documents);
  }

  /** JSON records that Flink has counted. */
  get parsed(): number {
    const counts = [...this.of('trip-quality').values()].filter(({ measure }) => measure === 'parsed');
    return counts.reduce((sum, { n }) => sum + n, 0);
  }
}

export interface RunOptions {
  readonly session: FlinkSession;
  readonly endpoint: KinesisEndpoint;
  readonly parameters?: Partial<JobParameters>;
  readonly maskingKey: string;
  /** The number of JSON records in the source. The run waits until it has counted as many. */
  readonly parsed: number;
  readonly alter?: (job: Job) => Job;
}

/**
 * Submits the job anew, waits until it has counted the whole source and writes nothing more, and
 * cancels it.
 * @throws Error with Flink's last failure when that takes more than 150 s
 */
export async function runJob({
  session,
  endpoint,
  maskingKey,
  alter = (job) => job,
  ...options
}: RunOptions): Promise<Documents> {
  const parameters = { ...PARAMETERS, ...options.parameters, endpoint: endpoint.url, maskingKey };
  const written = endpoint.stream(parameters.statisticsStream);
  const documents = new Documents();
  const stop = written.onArrival(({ record }) => documents.take(JSON.parse(record.data.toString()) as Row));
  const [id = '', ...others] = await session.submit(forSqlClient(alter(renderJob(parameters))), [maskingKey]);
  if (others.length > 0) throw new Error(`The statements must make one job, but make ${1 + others.length}.`);
  const limit = Date.now() + PATIENCE;
  for (let quiet = 0, seen = 0; quiet < 3 * parameters.totalsEverySeconds; seen = documents.rows) {
    await sleep(1000);
    quiet = documents.rows === seen && documents.parsed === options.parsed ? quiet + 1 : 0;
    if (Date.now() > limit) throw new Error(await stallMessage(session, id, documents.parsed, options.parsed));
  }
  stop();
  await session.cancel(id);
  return documents;
}

async function stallMessage(session: FlinkSession, id: string, parsed: number, expected: number): Promise<string> {
  return `Flink has counted ${parsed} of ${expected} records: ${(await session.failure(id)) ?? 'no failure'}`;
}
