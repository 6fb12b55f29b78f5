/** A real Flink session cluster on 127.0.0.1: a job manager with its web page, a task manager, and SQL submitted to them. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Java } from '../jvm/java';
import { endForeign, type Jvm } from '../jvm/jvm';
import { findFreePort } from '../jvm/ports';
import { Launcher } from './launcher';
import { type FlinkJob, FlinkRest, hasEnded } from './rest';
import { type FlinkMemory, MEMORY } from './settings';
import { runSql } from './sql-client';

/** A quiet machine takes 5 s, one under load several times that. */
const READY_MILLISECONDS = 120_000;

export interface FlinkSessionOptions {
  readonly java: Java;
  readonly stateFolder: string;
  /** Greatest parallelism of all jobs together. @default 2 */
  readonly slots?: number;
  readonly memory?: FlinkMemory;
  /** From one checkpoint's beginning to the next. @default 3,000 */
  readonly checkpointMilliseconds?: number;
  /** From one checkpoint's end to the next one's beginning, at least. @default 1,000 */
  readonly checkpointPauseMilliseconds?: number;
  /** Told when a process of the cluster that was ready dies without having been stopped or killed here. */
  readonly onDeath?: (error: Error) => void;
}

export class FlinkSession {
  private jobManager: Jvm | undefined;
  private taskManager: Jvm | undefined;
  private taskManagersStarted = 0;

  private constructor(
    private readonly launcher: Launcher,
    private readonly rest: FlinkRest,
  ) {}

  /**
   * Resolves when the slots are there. Nothing of an earlier session is taken over: no job, no checkpoint.
   * @throws Error with the end of the log when a process dies or the cluster is not ready in 2 minutes
   */
  static async start(options: FlinkSessionOptions): Promise<FlinkSession> {
    const { slots = 2, checkpointMilliseconds = 3000, checkpointPauseMilliseconds = 1000 } = options;
    await endForeign(options.stateFolder);
    const [rpcPort, restPort] = await Promise.all([findFreePort(), findFreePort()]);
    const launcher = new Launcher({ ...options, memory: { ...MEMORY, ...options.memory } });
    await launcher.prepare({ rpcPort, restPort }, { slots, checkpointMilliseconds, checkpointPauseMilliseconds });
    const session = new FlinkSession(launcher, new FlinkRest(`http://127.0.0.1:${restPort}`));
    try {
      await Promise.all([session.startJobManager(), session.startTaskManager()]);
      return session;
    } catch (error) {
      await session.stop();
      throw error;
    }
  }

  /** The web page of the job manager: `http://127.0.0.1:<port>`. */
  get url(): string {
    return this.rest.url;
  }

  /** Of the cluster's processes that run, job manager first. */
  get pids(): readonly number[] {
    return [this.jobManager?.pid, this.taskManager?.pid].filter((pid) => pid !== undefined);
  }

  /**
   * Runs a text of SQL statements, each ended by a semicolon at a line's end; an INSERT or a STATEMENT SET becomes a job.
   * @param secrets shown as `***` in the log and in errors; the job's plan, which the web page shows, holds them
   * @returns the jobs' ids
   * @throws SqlError with the root cause and the statement's beginning
   */
  submit(sql: string, secrets: readonly string[] = []): Promise<readonly string[]> {
    return runSql(this.launcher, sql, secrets);
  }

  jobs(): Promise<FlinkJob[]> {
    return this.rest.jobs();
  }

  /** @throws Error when there is no such job */
  async job(id: string): Promise<FlinkJob> {
    const found = (await this.jobs()).find((job) => job.id === id);
    if (found) return found;
    throw new Error(`Flink has no job ${id}`);
  }

  /** The root cause of the job's last failure, in one line; absent when it never failed. */
  failure(jobId: string): Promise<string | undefined> {
    return this.rest.failure(jobId);
  }

  /** Resolves when the job has ended. */
  async cancel(jobId: string): Promise<void> {
    await this.rest.cancel(jobId);
    while (!hasEnded(await this.job(jobId))) await sleep(100);
  }

  /** Ends the task manager as a lost machine would; jobs go on from their last checkpoint when there is one again. */
  async killTaskManager(): Promise<void> {
    await this.taskManager?.kill();
    this.taskManager = undefined;
  }

  /** Resolves when its slots are there. @throws as `start` */
  async startTaskManager(): Promise<void> {
    // A name of its own: for some seconds the job manager still lists one that was killed.
    const id = `taskmanager-${++this.taskManagersStarted}`;
    this.taskManager = this.launcher.taskManager(id);
    await this.taskManager.ready(async () => (await this.taskManagers()).includes(id), READY_MILLISECONDS);
  }

  /** Ends all processes; running jobs end with them, and so does a `submit` under way. */
  async stop(): Promise<void> {
    await this.launcher.stop();
    this.taskManager = undefined;
    this.jobManager = undefined;
  }

  private async startJobManager(): Promise<void> {
    this.jobManager = this.launcher.jobManager();
    const answers = () => this.jobs().then(Boolean, () => false);
    await this.jobManager.ready(answers, READY_MILLISECONDS);
  }

  /** None as long as the job manager refuses connections or answers with 503, not being up yet. */
  private taskManagers(): Promise<string[]> {
    return this.rest.taskManagers().catch(() => []);
  }
}
