/** One run: under the lease, with its outcome written down for those who wait for it. */
import { JOB_NAME } from '../../flink-sql/job';
import type { Application } from './application';
import { type Clock, OutOfTime } from './clock';
import type { KnownJob, RunnerEvent, RunOutcome, Standing, Status } from './contract';
import { alive } from './job/jobs';
import { cancelAll, reconcile } from './reconcile';
import { isHeld, underLease } from './state/lease';
import type { StateObjects } from './state/state-store';
import { StatusFile } from './state/status';
import type { Studio } from './studio';

export interface Runner {
  readonly application: Application;
  readonly objects: StateObjects;
  readonly clock: Clock;
  /** How long the run can last at most, tidying up included. */
  readonly longestMs: number;
  /** Goes into the application, which runs. */
  readonly enter: () => Promise<Studio>;
  readonly tell: Studio['tell'];
}

type Task = Exclude<RunnerEvent, { readonly action: 'status' }>;

/** Clocks of two machines may differ by so much. */
const LEASE_MARGIN_MS = 10_000;

/**
 * Does what is asked, unless somebody else is at work: then it does nothing, and who waits asks again.
 * @returns how things stand
 * @throws Error, also written down, saying what is wrong and what to do
 */
export async function run(runner: Runner, task: Task): Promise<Status> {
  const { objects, clock, longestMs } = runner;
  const file = new StatusFile(objects);
  const lease = { now: clock.now, forMs: longestMs + LEASE_MARGIN_MS };
  return (await underLease(objects, lease, () => perform(runner, file, task))) ?? file.read();
}

/** How things stand, for a deployment or a person who waits. */
export async function overview({ application, objects, clock }: Runner): Promise<Standing> {
  const [status, working, state] = await Promise.all([
    new StatusFile(objects).read(),
    isHeld(objects, clock.now()),
    application.status(),
  ]);
  return { ...status, working, application: state ?? 'NONE' };
}

async function perform(runner: Runner, file: StatusFile, task: Task): Promise<Status> {
  const status = await file.read();
  const { request } = status;
  if (task.action !== 'reconcile' && request?.id === task.requestId && request.phase !== 'working') return status;
  // A person may have stopped it: only a request starts it.
  if (task.action === 'reconcile' && (await runner.application.status()) !== 'RUNNING') return status;
  const progress = new Progress(file, status, task, runner.clock);
  if (task.action !== 'reconcile') await progress.outcome('working', 'At work.');
  try {
    await progress.outcome('done', await work(runner, task, progress));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    await progress.outcome(error instanceof OutOfTime ? 'working' : 'failed', message);
    if (!(error instanceof OutOfTime)) throw error;
  }
  return progress.status;
}

async function work(runner: Runner, { action }: Task, progress: Progress): Promise<string> {
  const { application, clock } = runner;
  if (action === 'delete') return remove(runner);
  if (action === 'deploy') await application.start(clock);
  const remember = (job: KnownJob) => progress.remember(job);
  return reconcile(await runner.enter(), { known: progress.status.job, urgent: action === 'deploy', remember });
}

async function remove(runner: Runner): Promise<string> {
  const { application, clock, tell } = runner;
  if ((await application.status()) === 'RUNNING') {
    try {
      const studio = await runner.enter();
      await cancelAll(studio, alive(await studio.flink.jobs(JOB_NAME)));
    } catch (error) {
      // The stop ends it too, less gently.
      tell('The job could not be cancelled', { reason: error instanceof Error ? error.message : String(error) });
    }
  }
  await application.stop(clock);
  return `The application ${application.name} has stopped.`;
}

/** The status, as it is written down in the course of a run. */
class Progress {
  constructor(
    private readonly file: StatusFile,
    public status: Status,
    private readonly task: Task,
    private readonly clock: Clock,
  ) {}

  async outcome(phase: RunOutcome['phase'], message: string): Promise<void> {
    const { action } = this.task;
    const check: RunOutcome = { action, phase, message, at: new Date(this.clock.now()).toISOString() };
    const asked = this.task.action === 'reconcile' ? {} : { request: { ...check, id: this.task.requestId } };
    await this.write({ ...this.status, check, ...asked });
  }

  async remember(job: KnownJob): Promise<void> {
    await this.write({ ...this.status, job });
  }

  private async write(status: Status): Promise<void> {
    this.status = status;
    await this.file.write(status);
  }
}
