/** One run: reads the template, starts everything, streams the files, and audits the result. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../../common/cli/errors';
import { Athena } from '../aws/athena/athena';
import { Runtime } from '../aws/runtime';
import { enginesAvailable } from '../engines/availability';
import { fetchEngines } from '../engines/catalogue';
import { AnalyticsHalf } from './analytics/analytics-half';
import type { StatisticsReport } from './analytics/statistics-report';
import type { Audit } from './audit/audit';
import { auditRun } from './audit/audit-run';
import { type Fed, startFeed } from './feed';
import type { Options } from './options';
import type { Shutdown } from './shutdown';
import { IN_STATE, releaseState, takeState } from './state';
import { entryStream } from './wiring/entry-stream';
import { lakeMappings } from './wiring/halves';
import { synthesise } from './wiring/synthesise';
import { readTripstreamWiring, type TripstreamWiring } from './wiring/tripstream-wiring';

/** Hears how a run proceeds. */
export interface Observer {
  readonly synthesising: () => void;
  readonly started: (runtime: Runtime, wiring: TripstreamWiring) => void;
  /** A line about engines that are downloaded or started. */
  readonly preparing: (line: string) => void;
  /** The analytics half is up. */
  readonly analytics: (analytics: AnalyticsHalf) => void;
  /** The analytics half stays off. The reason also says how to get it. */
  readonly lakeOnly: (reason: string) => void;
  readonly streaming: (fed: Promise<Fed>) => void;
  readonly draining: () => void;
}

/** How a run ended. */
export interface RunResult {
  readonly runtime: Runtime;
  readonly wiring: TripstreamWiring;
  readonly fed: Fed;
  readonly audit: Audit;
  /** Absent without the analytics half. */
  readonly analytics?: { readonly half: AnalyticsHalf; readonly statistics: StatisticsReport };
}

/** Tells several observers, one after another. */
export function observers(all: readonly Observer[]): Observer {
  const tell =
    <Name extends keyof Observer>(name: Name) =>
    (...event: Parameters<Observer[Name]>) => {
      for (const one of all) (one[name] as (...event: Parameters<Observer[Name]>) => void)(...event);
    };
  return {
    synthesising: tell('synthesising'),
    started: tell('started'),
    preparing: tell('preparing'),
    analytics: tell('analytics'),
    lakeOnly: tell('lakeOnly'),
    streaming: tell('streaming'),
    draining: tell('draining'),
  };
}

/** The producer could not stream the files. The message is the producer's. */
export class FeedError extends UserError {
  override readonly name = 'FeedError';
}

/**
 * Runs the files of the options through the pipeline. The caller stops everything with `shutdown`.
 * @param progress show the producer's progress bar on this terminal
 * @throws FeedError if the producer could not read a file
 * @throws Error for a template that one machine cannot run
 */
export async function run(
  options: Options,
  observer: Observer,
  shutdown: Shutdown,
  progress: boolean,
): Promise<RunResult> {
  const { state: stateFolder, jump, limits, faults } = options;
  await takeState(stateFolder, options.keep);
  shutdown.add(() => releaseState(stateFolder));
  const wiring = await prepareWiring(options, observer);
  const runtime = await Runtime.start({ wiring, mappings: lakeMappings(wiring), stateFolder, jump, limits, faults });
  shutdown.add(() => runtime.stop());
  observer.started(runtime, wiring);

  const analytics = await startAnalytics(options, wiring, runtime, observer);
  if (analytics) shutdown.add(() => analytics.stop());

  const producerFolder = path.join(stateFolder, IN_STATE.producer);
  const feed = startFeed({
    files: options.files,
    streamName: entryStream(wiring),
    url: runtime.services.kinesis.url,
    folder: producerFolder,
    flags: [...options.producerFlags, ...(analytics ? options.analyticsPace : [])],
    progress,
  });
  shutdown.add(() => feed.stop());
  observer.streaming(feed.done);
  const fed = await feed.done;
  refuseUnread(fed);
  observer.draining();
  await analytics?.quiesce();
  await runtime.drain();
  const audit = await auditRun({ wiring, stateFolder, files: options.files, producerFolder });
  const result = { runtime, wiring, fed, audit };
  if (!analytics) return result;
  return { ...result, analytics: { half: analytics, statistics: await statisticsOf(analytics, options, wiring) } };
}

/** Starts Flink and OpenSearch, if they are wanted and this machine can run them. */
async function startAnalytics(
  { lakeOnly, state }: Options,
  wiring: TripstreamWiring,
  runtime: Runtime,
  observer: Observer,
): Promise<AnalyticsHalf | undefined> {
  const available = enginesAvailable();
  if (lakeOnly) observer.lakeOnly('--lake-only: Flink and OpenSearch were left out. Start without it to have them.');
  else if (wiring.streamJobs.length === 0)
    observer.lakeOnly('The template has no stream job: there are no statistics to compute.');
  else if (!available.ok) observer.lakeOnly(`${available.missing} The lake half runs without them.`);
  if (lakeOnly || wiring.streamJobs.length === 0 || !available.ok) return undefined;
  await fetchEngines(available.java, observer.preparing);
  observer.preparing('Starting Flink and OpenSearch …');
  const analytics = await AnalyticsHalf.start({ java: available.java, stateFolder: state, wiring, runtime });
  observer.analytics(analytics);
  return analytics;
}

async function statisticsOf(
  analytics: AnalyticsHalf,
  { keep, state }: Options,
  { tables }: TripstreamWiring,
): Promise<StatisticsReport> {
  // Trips of an earlier run are in the lake but not in this run's statistics: do not compare.
  if (keep) return analytics.statistics(undefined);
  const athena = await Athena.open({ tables, stateFolder: state });
  try {
    return await analytics.statistics(athena);
  } finally {
    athena.close();
  }
}

/** A file that cannot be read ends the run. Undelivered trips do not: the audit counts them. */
function refuseUnread({ report, errorText, exitCode }: Fed): void {
  if (!report) throw new FeedError(errorText || `The producer ended with exit code ${exitCode}.`);
  if (report.outcome !== 'done' && report.dead_lettered === 0) throw new FeedError(report.error ?? errorText);
}

async function prepareWiring(options: Options, observer: Observer): Promise<TripstreamWiring> {
  const assembly = options.assembly ?? path.join(options.state, IN_STATE.assembly);
  if (options.assembly === undefined) {
    observer.synthesising();
    await synthesise(assembly, options.stage);
  }
  const wiring = readTripstreamWiring(assembly);
  await writeFile(path.join(options.state, IN_STATE.wiring), JSON.stringify(wiring, undefined, 2));
  return wiring;
}
