/** Tells a person on the terminal how the run proceeds. */

import path from 'node:path';
import type { Metric as IndexMetric } from '../../../lambda/index-statistics/contract';
import type { Runtime } from '../../aws/runtime';
import type { AnalyticsHalf } from '../analytics/analytics-half';
import type { Fed } from '../feed';
import type { Options } from '../options';
import type { Observer, RunResult } from '../run';
import { IN_STATE } from '../state';
import { entryStream } from '../wiring/entry-stream';
import type { TripstreamWiring } from '../wiring/tripstream-wiring';
import { bold, count, dim, plural } from './style';
import { wiringText } from './wiring-text';

/** A year sorted by time opens 35 × 500 partitions (hours × vendors), so it makes 35 jumps. */
const MANY_JUMPS = 100;
const WATCH_MS = 2_000;

const FRESHNESS: IndexMetric = 'Freshness';

export class Narrator implements Observer {
  private readonly begun = Date.now();

  constructor(private readonly options: Options) {}

  readonly synthesising = (): void => {
    this.say(`\n${bold('Tripstream')} on one machine: synthesising the template of stage ${this.options.stage} …`);
  };

  readonly started = (runtime: Runtime, wiring: TripstreamWiring): void => {
    const addresses = Object.fromEntries(wiring.streams.map(({ name }) => [name, runtime.services.kinesis.url]));
    this.watch(runtime, wiring);
    this.say(
      '',
      wiringText(wiring, addresses, (bucket) => this.shortPath(path.join(this.options.state, bucket))),
      '',
    );
  };

  readonly preparing = (line: string): void => {
    this.say(line);
  };

  readonly analytics = ({ flink, search }: AnalyticsHalf): void => {
    this.say(`  ${bold('Flink')} ${flink.url} · ${bold('OpenSearch')} ${search.url}`, '');
  };

  /** Says why, unless the user asked for it. */
  readonly lakeOnly = (reason: string): void => {
    if (!this.options.lakeOnly) this.say(reason);
  };

  /**
   * Says where the board is.
   * @param opened whether a browser was opened; undefined if none was wanted
   */
  board(url: string, opened?: boolean): void {
    const browser = opened === false ? dim(' (no desktop to open it on)') : '';
    this.say(`  ${bold('Board')} ${url}${browser}`);
  }

  readonly streaming = (fed: Promise<Fed>): void => {
    this.say(`Streaming ${this.options.files.map((file) => this.shortPath(file)).join(', ')} …`);
    void fed.then(({ report }) => {
      if (!report) return;
      const { trips_sent, records, trips_per_s, retries, throttled, shards } = report;
      const over = `${plural(records, 'record')} over ${plural(Object.keys(shards).length, 'shard')}`;
      const again = retries > 0 ? `, ${plural(retries, 'record')} sent again (${count(throttled)} throttled)` : '';
      this.say(dim(`  ${plural(trips_sent, 'trip')} in ${over}, ${count(Math.round(trips_per_s))} trips/s${again}`));
    });
  };

  readonly draining = (): void => {
    this.say('Waiting until everything is delivered …');
  };

  audit({ runtime, wiring }: RunResult, text: string): void {
    for (const line of functionLines(runtime)) this.say(dim(`  ${line}`));
    this.say('', bold('Where every trip went'), text, '');
    for (const { name, bufferingSeconds } of wiring.deliveryStreams) {
      const { jumps, overLimit, partitionsOpened } = runtime.services.firehose.stream(name).counters;
      if (jumps === 0) continue;
      const waited = `${plural(jumps, 'interval')} of ${bufferingSeconds} s`;
      const refused =
        overLimit > 0
          ? `, and send ${count(overLimit)} documents to the error prefix, as more than 500 are open at once`
          : '';
      this.say(
        dim(
          `  Firehose ${name}: AWS would wait ${waited} for its ${plural(partitionsOpened, 'partition')}${refused}; here the clock jumped.`,
        ),
      );
    }
    this.say(
      `  The lake:  ${this.shortPath(this.options.state)}${path.sep}…  The producer's rejects: ${this.shortPath(path.join(this.options.state, IN_STATE.producer))}`,
    );
  }

  finish(): void {
    this.say(
      `\nDone in ${((Date.now() - this.begun) / 1000).toFixed(1)} s. Query the lake: ${bold('npm run query -- by-vendor')}\n`,
    );
  }

  staying(result: RunResult): void {
    this.say(`Everything stays up. Send more: ${bold(produceCommand(result))}`, 'Ctrl-C ends it.');
  }

  /**
   * Warns about a file that is not sorted by time. It makes Firehose open and close partitions all
   * the time, which is slow and leaves thousands of tiny objects.
   */
  private watch(runtime: Runtime, wiring: TripstreamWiring): void {
    const timer = setInterval(() => {
      const jumps = wiring.deliveryStreams.reduce(
        (sum, { name }) => sum + runtime.services.firehose.stream(name).counters.jumps,
        0,
      );
      if (jumps <= MANY_JUMPS) return;
      clearInterval(timer);
      this.say(
        `These trips are not sorted by time: 500 partitions were open at once ${jumps} times, which AWS would refuse.`,
        'Sort the file by pickup time for a faster run and fewer, larger objects in the lake.',
      );
    }, WATCH_MS).unref();
  }

  private say(...lines: readonly string[]): void {
    process.stdout.write(`${lines.join('\n')}\n`);
  }

  /** A path as a person would type it. */
  private shortPath(file: string): string {
    const relative = path.relative(process.cwd(), file);
    return relative.startsWith('..') ? file : relative;
  }
}

/** The command that sends more trips to a run that stays up. */
export function produceCommand({ runtime, wiring }: RunResult): string {
  return `npm run produce -- FILE.csv --stream ${entryStream(wiring)} --endpoint ${runtime.services.kinesis.url}`;
}

/** One line for each function with the metrics that it wrote, and one for X-Ray. */
function functionLines(runtime: Runtime): string[] {
  const lines = [...runtime.functions].map(([name, { counters, metrics }]) => {
    const failures = counters.errors > 0 ? `, ${plural(counters.errors, 'error')}` : '';
    // Freshness is a time: its sum has no meaning.
    const measured = metrics.names
      .filter((metric) => metric !== FRESHNESS)
      .map((metric) => `${metric} ${count(metrics.total(metric))}`);
    return `Lambda ${name}: ${plural(counters.invocations, 'invocation')}${failures}; ${measured.join(', ')}`;
  });
  return [...lines, `X-Ray: ${plural(runtime.services.xray.segments, 'segment')}`];
}
