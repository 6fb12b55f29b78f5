/**
 * A fake Studio: the API that starts and stops an application, and behind a proxy a real Zeppelin
 * with a real Flink session. As in Studio, a stop ends every job and keeps the notes.
 */
import { type HttpEdge, listen } from '../../../local/aws/aws-json/edge';
import { FlinkSession } from '../../../local/engines/flink/session';
import type { Java } from '../../../local/engines/jvm/java';
import { type Application, analyticsService } from './api';
import { AuthProxy, type Passed } from './auth-proxy';
import { Sessions, SITES, type Site } from './sessions';
import { Zeppelin } from './zeppelin';
import { layOut } from './zeppelin-home';

export interface StudioOptions {
  readonly java: Java;
  readonly stateFolder: string;
  readonly applicationName: string;
  /** The Kinesis endpoint of its tables. */
  readonly kinesisUrl: string;
}

interface Engines {
  readonly flink: FlinkSession;
  readonly zeppelin: Zeppelin;
}

export class FakeStudio implements Application {
  /** Takes effect at the next start. @see ZeppelinOptions */
  setTakesEveryKey = false;
  private state: Application['status'] = 'READY';
  private engines: Engines | undefined;
  private change: Promise<void> = Promise.resolve();
  private edge: HttpEdge | undefined;

  private constructor(
    private readonly options: StudioOptions,
    private readonly sessions: Sessions,
    private readonly proxy: AuthProxy,
  ) {}

  /**
   * Makes an application that is READY: created, and not started.
   * @throws Error when the interpreter cannot be compiled
   */
  static async create(options: StudioOptions): Promise<FakeStudio> {
    await layOut(options.java, options.stateFolder);
    const sessions = new Sessions();
    const proxy = await AuthProxy.start(sessions, (site) => studio.behind(site));
    const studio = new FakeStudio(options, sessions, proxy);
    studio.edge = await listen(0, analyticsService(studio));
    return studio;
  }

  get name(): string {
    return this.options.applicationName;
  }

  get status(): Application['status'] {
    return this.state;
  }

  /** The value for `AWS_ENDPOINT_URL_KINESIS_ANALYTICS_V2`. */
  get url(): string {
    return `http://127.0.0.1:${this.edge?.port}`;
  }

  /**
   * The Flink session.
   * @throws Error while the application does not run
   */
  get flink(): FlinkSession {
    if (this.engines) return this.engines.flink;
    throw new Error('The application is not running');
  }

  /**
   * The URL of Zeppelin's API without the proxy, for what a person does in the notebook.
   * @throws Error while the application does not run
   */
  get notebookUrl(): string {
    if (this.engines) return `${this.engines.zeppelin.url}/zeppelin/api`;
    throw new Error('The application is not running');
  }

  /** The requests that the proxy passed on, in order. */
  get passed(): readonly Passed[] {
    return this.proxy.passed;
  }

  /**
   * Makes every request wait for a function before it is passed on.
   * @returns a function that ends this
   */
  intercept(before: (request: Passed) => Promise<void> | void): () => void {
    this.proxy.before = before;
    return () => {
      this.proxy.before = () => undefined;
    };
  }

  /** The tokens and cookies given out so far. */
  get secrets(): readonly string[] {
    return this.sessions.secrets;
  }

  start(): Promise<void> {
    return this.become('STARTING', 'RUNNING', async () => {
      const { java, stateFolder, kinesisUrl } = this.options;
      // As in a stage, one slot is for the job and one for a person's queries. The others are for
      // surplus jobs, which must be able to start.
      const flink = await FlinkSession.start({ java, stateFolder, slots: 4 });
      const flinkRestPort = Number(new URL(flink.url).port);
      const { setTakesEveryKey } = this;
      try {
        const zeppelin = await Zeppelin.start({ java, stateFolder, flinkRestPort, kinesisUrl, setTakesEveryKey });
        this.engines = { flink, zeppelin };
      } catch (error) {
        await flink.stop();
        throw error;
      }
    });
  }

  stop(): Promise<void> {
    return this.become('STOPPING', 'READY', async () => {
      const engines = this.engines;
      this.engines = undefined;
      this.sessions.end();
      await Promise.all([engines?.zeppelin.stop(), engines?.flink.stop()]);
    });
  }

  presign(site: Site): string {
    return this.proxy.urlOf(site, this.sessions.presign(site));
  }

  /** Ends the sessions of all who are logged in. */
  endSessions(): void {
    this.sessions.end();
  }

  /**
   * Stops everything.
   * @throws Error of a start that failed
   */
  async close(): Promise<void> {
    const before = this.change;
    await this.stop();
    this.proxy.stop();
    await this.edge?.close();
    await before;
  }

  /** Changes the status. Changes are made one after the other. */
  private become(
    between: Application['status'],
    then: Application['status'],
    work: () => Promise<void>,
  ): Promise<void> {
    this.state = between;
    const before = this.change.catch(() => undefined);
    this.change = before
      .then(() => {
        this.state = between;
        return work();
      })
      .then(
        () => {
          this.state = then;
        },
        (error) => {
          this.state = 'READY';
          throw error;
        },
      );
    // A caller over HTTP does not wait for the change.
    this.change.catch(() => undefined);
    return this.change;
  }

  private behind(site: Site): string | undefined {
    if (!this.engines) return undefined;
    const { flink, zeppelin } = this.engines;
    return site === SITES.ZEPPELIN_UI_URL ? `${zeppelin.url}/zeppelin` : flink.url;
  }
}
