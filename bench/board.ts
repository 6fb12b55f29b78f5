/**
 * Measures how long a trip takes from its arrival in Kinesis to the board. A trickle flows through
 * the whole pipeline with warm engines. At four places the bench notes when the n-th trip was
 * there: in the stream, in Flink's hourly totals, in a search of OpenSearch, and in the events of
 * an open page. Each share is the way from one place to the next; as medians, the shares need not
 * add up to the whole.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../common/cli/errors';
import { Runtime } from '../local/aws/runtime';
import { type Watched, withBoard } from '../local/board/with-board';
import { enginesAvailable } from '../local/engines/availability';
import { fetchEngines } from '../local/engines/catalogue';
import type { Java } from '../local/engines/jvm/java';
import { AnalyticsHalf } from '../local/run/analytics/analytics-half';
import { startFeed } from '../local/run/feed';
import { entryStream } from '../local/run/wiring/entry-stream';
import { lakeMappings } from '../local/run/wiring/halves';
import { synthesise } from '../local/run/wiring/synthesise';
import { readTripstreamWiring } from '../local/run/wiring/tripstream-wiring';
import { makeTrips } from './made-trips';
import { PLACES, type Places, watchPlaces } from './support/watch-places';

/** How the measured trips flow. */
export interface Trickle {
  readonly seconds: number;
  /** Trips a second. */
  readonly rate: number;
}

/** Enough for the JVMs to have compiled their hot code. */
const WARM_UP_TRIPS = 20_000;

/**
 * Runs the bench and prints its figures.
 * @returns exit status 0
 * @throws UserError where Java or Maven is missing
 */
export async function benchBoard(trickle: Trickle): Promise<number> {
  const available = enginesAvailable();
  if (!available.ok) throw new UserError(available.missing);
  await fetchEngines(available.java, console.log);
  await withBoard('bench-board', ['a trickle'], (watched) => measure(available.java, trickle, watched));
  return 0;
}

async function measure(java: Java, trickle: Trickle, { board, folder, shutdown }: Watched): Promise<void> {
  const assembly = path.join(folder, 'cdk.out');
  await synthesise(assembly, 'dev');
  const wiring = readTripstreamWiring(assembly);
  const files = await writeFiles(folder, trickle);

  const runtime = await Runtime.start({ wiring, mappings: lakeMappings(wiring), stateFolder: folder });
  shutdown.add(() => runtime.stop());
  board.started(runtime, wiring);
  const analytics = await AnalyticsHalf.start({ java, stateFolder: folder, wiring, runtime });
  shutdown.add(() => analytics.stop());
  board.analytics(analytics);

  const places = watchPlaces({ wiring, runtime, analytics, url: board.url, shutdown });
  const feed = (file: string, ...flags: string[]) => {
    const started = startFeed({
      files: [file],
      streamName: entryStream(wiring),
      url: runtime.services.kinesis.url,
      folder: path.join(folder, 'producer'),
      flags,
      progress: false,
    });
    shutdown.add(() => started.stop());
    return started.done;
  };
  await feed(files.warmUp);
  await analytics.quiesce();
  console.log(`Warm. A trickle of ${trickle.rate} trips a second for ${trickle.seconds} s …`);
  await feed(files.trickle, '--rate', String(trickle.rate));
  await analytics.quiesce();
  await sleep(2_000);
  report(places, trickle.seconds * trickle.rate);
}

/** Writes two files of one generated week: one for the warm-up, one to measure. */
async function writeFiles(folder: string, { seconds, rate }: Trickle) {
  const all = path.join(folder, 'all.csv');
  await makeTrips(all, WARM_UP_TRIPS + seconds * rate);
  const [header = '', ...rows] = readFileSync(all, 'utf8').trim().split('\r\n');
  const write = (name: string, some: readonly string[]) => {
    const file = path.join(folder, name);
    writeFileSync(file, `${[header, ...some].join('\r\n')}\r\n`);
    return file;
  };
  return {
    warmUp: write('warm-up.csv', rows.slice(0, WARM_UP_TRIPS)),
    trickle: write('trickle.csv', rows.slice(WARM_UP_TRIPS)),
  };
}

/** @param count trips of the trickle */
function report(places: Places, count: number): void {
  const last = PLACES.map((place) => places[place].at(-1)?.trips);
  if (new Set(last).size !== 1) throw new Error(`The places disagree at the end: ${last.join(', ')} trips.`);
  const trips = Array.from({ length: count }, (_, index) => WARM_UP_TRIPS + index + 1);
  const when = PLACES.map((place) => trips.map((n) => places[place].find((one) => one.trips >= n)?.at ?? Number.NaN));
  const [arrived = [], , , board = []] = when;
  console.log(line('arrival to board', board, arrived));
  for (const [index, place] of PLACES.entries())
    if (index > 0) console.log(line(`  to ${place}`, when[index] ?? [], when[index - 1] ?? []));
}

function line(name: string, later: readonly number[], earlier: readonly number[]): string {
  const taken = later.map((at, index) => at - (earlier[index] ?? Number.NaN)).sort((one, other) => one - other);
  const at = (share: number) => ((taken[Math.floor(share * (taken.length - 1))] ?? 0) / 1000).toFixed(1).padStart(5);
  return `${name.padEnd(20)} median ${at(0.5)} s, 95 % within ${at(0.95)} s, worst ${at(1)} s`;
}
