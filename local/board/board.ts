/**
 * The board: a web page on this machine that shows the pipeline at work, and its statistics. It
 * only observes the run.
 */
import { PANELS } from '../../dashboards/panels';
import type { Runtime } from '../aws/runtime';
import type { AnalyticsHalf } from '../run/analytics/analytics-half';
import { Arrivals } from '../run/analytics/arrivals';
import { balances } from '../run/audit/audit';
import type { Fed } from '../run/feed';
import type { Observer, RunResult } from '../run/run';
import { entryStream } from '../run/wiring/entry-stream';
import type { TripstreamWiring } from '../run/wiring/tripstream-wiring';
import { readAssets, VENDOR_PATHS } from './assets';
import { Audience } from './audience';
import type { BoardEvents, Conclusion, PanelsDocument, Phase, Pipeline } from './page-state';
import { PanelFeed } from './panel-feed';
import { PanelReader } from './panel-reader';
import { type BoardServer, serve } from './server';
import type { Sources } from './sources';
import { States } from './states';
import { topologyOf } from './topology';

const TICK_MS = 1_000;

export interface BoardOptions {
  /** @default a free port */
  readonly port?: number;
  /** The template's stage, for display. */
  readonly stage: string;
  /** Names of the streamed files, for display. */
  readonly files: readonly string[];
}

export class Board implements Observer {
  private readonly states = new States();
  private run: { readonly runtime: Runtime; readonly wiring: TripstreamWiring } | undefined;
  private sources: Sources | undefined;
  private feed: PanelFeed | undefined;
  private closeClient: (() => void) | undefined;
  private phase: Phase = 'starting';
  private text = 'Reading the template …';
  private hint: string | undefined;
  private readonly timer: NodeJS.Timeout;
  private stopping: Promise<void> | undefined;

  private constructor(
    private readonly options: BoardOptions,
    private readonly audience: Audience<BoardEvents>,
    private readonly server: BoardServer,
  ) {
    this.timer = setInterval(() => this.tick(), TICK_MS);
    // The process must not stay up for the board alone.
    this.timer.unref();
    this.tick();
  }

  /**
   * Starts to listen.
   * @throws BoardError if the port cannot be used
   */
  static async start(options: BoardOptions): Promise<Board> {
    const audience = new Audience<BoardEvents>();
    const documents = { '/panels': (): PanelsDocument => ({ panels: PANELS, scripts: VENDOR_PATHS }) };
    const server = await serve(options.port ?? 0, { audience, assets: readAssets(), documents });
    return new Board(options, audience, server);
  }

  /** `http://127.0.0.1:<port>`. */
  get url(): string {
    return this.server.url;
  }

  readonly synthesising = (): void =>
    this.say('starting', `Synthesising the template of stage ${this.options.stage} …`);

  readonly started = (runtime: Runtime, wiring: TripstreamWiring): void => {
    this.run = { runtime, wiring };
    this.sources = { runtime, wiring, topology: topologyOf(wiring) };
    this.showPipeline();
    this.say('starting', 'The lake half is up.');
  };

  readonly preparing = (line: string): void => this.say('starting', line);

  readonly analytics = (analytics: AnalyticsHalf): void => {
    const client = analytics.viewer();
    this.closeClient = () => client.close();
    this.feed = new PanelFeed(new PanelReader(client, PANELS), this.audience);
    this.extend({ analytics, arrivals: analytics.arrivals });
  };

  readonly lakeOnly = (reason: string): void => {
    if (!this.run) return;
    const { runtime, wiring } = this.run;
    const arrivals = new Arrivals();
    runtime.services.kinesis.stream(entryStream(wiring)).onArrival(({ record }) => arrivals.add(record));
    this.extend({ arrivals });
    this.showPipeline(reason);
  };

  readonly streaming = (fed: Promise<Fed>): void => {
    this.say('streaming', `Streaming ${this.options.files.join(', ')} …`);
    const keep = ({ report }: Fed) => this.extend({ rejected: report?.rejected });
    fed.then(keep, () => undefined);
  };

  readonly draining = (): void => this.say('draining', 'Waiting until everything is delivered …');

  /**
   * Shows the result of the run. It stays, whatever is sent later.
   * @param hint what the reader may do next
   */
  async conclude({ audit, analytics }: RunResult, hint?: string): Promise<void> {
    await this.feed?.refresh();
    const conclusion: Conclusion = {
      audit,
      balances: balances(audit),
      ...(analytics ? { statistics: analytics.statistics } : {}),
    };
    this.audience.tell('audit', conclusion);
    this.states.end(this.sources);
    this.hint = hint;
    const differ = analytics !== undefined && analytics.statistics.differences.length > 0;
    if (!conclusion.balances) this.say('failed', 'Done: the audit does not balance.');
    else if (differ) this.say('failed', 'Done: OpenSearch and the lake differ.');
    else this.say('done', 'Done: every row is accounted for.');
  }

  /** Shows that the run ended without an audit. */
  fail(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.say('failed', `The run failed: ${message.split('\n')[0]}`);
  }

  /** Tells every page that nothing more will come, and stops listening. */
  stop(): Promise<void> {
    this.stopping ??= this.close();
    return this.stopping;
  }

  private async close(): Promise<void> {
    clearInterval(this.timer);
    await this.feed?.stop();
    this.closeClient?.();
    this.tick();
    this.audience.end();
    await this.server.close();
  }

  private say(phase: Phase, text: string): void {
    this.phase = phase;
    this.text = text;
    this.tick();
  }

  private extend(more: Partial<Sources>): void {
    if (this.sources) this.sources = { ...this.sources, ...more };
  }

  private showPipeline(analyticsOff?: string): void {
    if (!this.sources) return;
    const { topology } = this.sources;
    const pipeline: Pipeline = {
      ...topology,
      stage: this.options.stage,
      ...(analyticsOff === undefined ? {} : { analyticsOff }),
    };
    this.audience.tell('pipeline', pipeline);
  }

  private tick(): void {
    const { phase, text, hint, sources, feed } = this;
    const status = { phase, text, ...(hint === undefined ? {} : { hint }) };
    const searched = feed?.trips;
    const known = sources && searched !== undefined ? { ...sources, searched } : sources;
    this.audience.tell('state', this.states.read(status, known, feed?.unreachable));
  }
}
