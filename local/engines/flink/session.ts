/** A real Flink session cluster on 127.0.0.1: a job manager with a web page, and a task manager. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Java } from '../jvm/java';
import { endForeign, type Jvm } from '../jvm/jvm';
import { findFreePort } from '../jvm/ports';
import { Launcher } from './launcher';
import { type FlinkJob, FlinkRest, hasEnded } from './rest';
import { type FlinkMemory, MEMORY } from './settings';
import { runSql } from './sql-client';

/** A quiet machine takes 5 s, a loaded one several times that. */
const READY_MILLISECONDS = 120_000;

export interface FlinkSessionOptions {
  readonly java: Java;
  readonly stateFolder: string;
  /**
   * Greatest parallelism of all jobs together.
   * @default 2
   */
  readonly slots?: number;
  readonly memory?: FlinkMemory;
  /**
   * Time from the start of one checkpoint to the start of the next.
   * @default 3,000
   */
  readonly checkpointMilliseconds?: number;
  /**
   * Least time from the end of one checkpoint to the start of the next.
   * @default 1,000
   */
  readonly checkpointPauseMilliseconds?: number;
  /** Called if a process that was ready dies without having been stopped or killed here. */
  readonly onDeath?: (error: Error) => void;
}

/** A running session cluster, to which SQL can be submitted. */
export class FlinkSession {
  private jobManager: Jvm | undefined;
  private taskManager: Jvm | undefined;
  private taskManagersStarted = 0;

  private constructor(
    private readonly launcher: Launcher,
    private readonly rest: FlinkRest,
  ) {}

  /**
   * Starts a cluster, and resolves when its slots are available. Jobs and checkpoints of an earlier
   * session are deleted.
   * @throws Error with the end of the log if a process dies or is not ready in 2 minutes
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

  /** Address of the job manager's web page: `http://127.0.0.1:<port>`. */
  get url(): string {
    return this.rest.url;
  }

  /** Ids of the running processes, the job manager's first. */
  get pids(): readonly number[] {
    return [this.jobManager?.pid, this.taskManager?.pid].filter((pid) => pid !== undefined);
  }

  /**
   * Runs SQL statements. An INSERT or a STATEMENT SET becomes a job.
   * @param sql statements, each with a semicolon at the end of a line
   * @param secrets texts shown as `***` in the log and in errors. The web page still shows them, in
   *   the job's plan
   * @returns the jobs' ids
   * @throws SqlError with the root cause and the start of the statement
   */
  submit(sql: string, secrets: readonly string[] = []): Promise<readonly string[]> {
    return runSql(this.launcher, sql, secrets);
  }

  jobs(): Promise<FlinkJob[]> {
    return this.rest.jobs();
  }

  /** @throws Error if Flink does not have the job */
  async job(id: string): Promise<FlinkJob> {
    const found = (await this.jobs()).find((job) => job.id === id);
    if (found) return found;
    throw new Error(`Flink has no job ${id}`);
  }

  /** @returns the root cause of the job's last failure as one line; undefined if it never failed */
  failure(jobId: string): Promise<string | undefined> {
    return this.rest.failure(jobId);
  }

  /** Cancels a job, and resolves when it has ended. */
  async cancel(jobId: string): Promise<void> {
    await this.rest.cancel(jobId);
    while (!hasEnded(await this.job(jobId))) await sleep(100);
  }

  /**
   * Ends the task manager at once, as the loss of its machine would. Jobs go on from their last
   * checkpoint once there is a task manager again.
   */
  async killTaskManager(): Promise<void> {
    await this.taskManager?.kill();
    this.taskManager = undefined;
  }

  /**
   * Starts a task manager, and resolves when its slots are available.
   * @throws Error as `start` does
   */
  async startTaskManager(): Promise<void> {
    // Each has its own name, as the job manager lists a killed one for some seconds.
    const id = `taskmanager-${++this.taskManagersStarted}`;
    this.taskManager = this.launcher.taskManager(id);
    await this.taskManager.ready(async () => (await this.taskManagers()).includes(id), READY_MILLISECONDS);
  }

  /** Ends all processes, and with them running jobs and any `submit` that has not returned. */
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

  /** Empty while the job manager starts, when it refuses connections or answers 503. */
  private taskManagers(): Promise<string[]> {
    return this.rest.taskManagers().catch(() => []);
  }
}
