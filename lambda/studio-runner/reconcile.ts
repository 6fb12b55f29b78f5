/** Sees to it that exactly one job runs, made of the note that is wanted. */
import { JOB_NAME } from '../../flink-sql/job';
import { OutOfTime, until } from './clock';
import type { KnownJob } from './contract';
import type { FlinkJob } from './job/flink';
import { alive, decide, judge, nextAttempt } from './job/jobs';
import { type Note, putNote } from './notebook/note';
import { submit } from './notebook/submit';
import type { Studio } from './studio';

const CANCEL = { everyMs: 1_000, forMs: 120_000 };
const WATCH_MS = 2_000;
/** Beside two checkpoints: for the tasks to be deployed. */
const DEPLOYMENT_MS = 120_000;

export interface Reconciliation {
  readonly known: KnownJob | undefined;
  /** True when somebody waits for it: at once, and until the job is well. */
  readonly urgent: boolean;
  /** Remembers a job, should the run not come to its end. */
  readonly remember: (job: KnownJob) => Promise<void>;
}

/**
 * @returns what was done, for a person
 * @throws Error saying why no job is well; a job that keeps failing is left to Flink and not submitted anew
 */
export async function reconcile(studio: Studio, given: Reconciliation): Promise<string> {
  const { flink, wanted } = studio;
  const note = await putNote(studio);
  const { keep, cancel } = decide(await flink.jobs(JOB_NAME), given.known, wanted.hash);
  await cancelAll(studio, cancel);
  if (keep === undefined) return submitAnew(studio, note, given);
  if (given.urgent) await watch(studio, keep.id);
  else {
    const verdict = await verdictOn(studio, keep.id);
    if (verdict.is === 'rising') return `The job ${keep.id} ${verdict.why}.`;
  }
  if (given.known?.attempts) await given.remember(proven(given.known));
  return `The job ${keep.id} is at work.`;
}

/** Cancels jobs and waits until Flink has none of them. */
export async function cancelAll({ flink, clock, tell }: Studio, jobs: readonly FlinkJob[]): Promise<void> {
  if (jobs.length === 0) return;
  const ids = jobs.map(({ id }) => id);
  for (const id of ids) await flink.cancel(id);
  const gone = async () => (alive(await flink.jobs(JOB_NAME)).some(({ id }) => ids.includes(id)) ? undefined : true);
  if (!(await until(gone, clock, CANCEL)))
    throw new Error(`The job ${ids.join(', ')} does not end though it was cancelled: stop the application with Force.`);
  tell('Cancelled', { jobs: ids });
}

async function submitAnew(studio: Studio, note: Note, given: Reconciliation): Promise<string> {
  const { wanted, clock } = studio;
  const tried = given.known?.noteHash === wanted.hash && !given.urgent ? given.known : undefined;
  if (tried !== undefined && clock.now() < nextAttempt(tried)) throw new Error(waiting(tried));
  const attempt: KnownJob = {
    noteHash: wanted.hash,
    attempts: (tried?.attempts ?? 0) + 1,
    submittedAt: new Date(clock.now()).toISOString(),
  };
  let last = attempt;
  const remember = (job: KnownJob) => {
    last = job;
    return given.remember(job);
  };
  await remember(attempt);
  try {
    return await submitOnce(studio, note, attempt, remember);
  } catch (error) {
    if (!(error instanceof OutOfTime))
      await given.remember({ ...last, failure: error instanceof Error ? error.message : String(error) });
    throw error;
  }
}

function waiting(tried: KnownJob): string {
  const next = new Date(nextAttempt(tried)).toISOString();
  const why = tried.failure ?? 'The last run was broken off.';
  return `${why} Submitted ${tried.attempts} times; the next is at ${next}, or at once by npm run studio -- start.`;
}

async function submitOnce(
  studio: Studio,
  note: Note,
  attempt: KnownJob,
  remember: Reconciliation['remember'],
): Promise<string> {
  const id = await submit(studio, note);
  studio.tell('Submitted', { job: id });
  // At once: a run that is cut short here leaves a job that the next one knows.
  await remember({ ...attempt, id });
  await watch(studio, id);
  await remember(proven({ ...attempt, id }));
  return `The job ${id} was submitted and is at work.`;
}

function proven({ failure: _, ...job }: KnownJob): KnownJob {
  return { ...job, attempts: 0 };
}

/** Waits until the job is well. */
async function watch(studio: Studio, id: string): Promise<void> {
  let last = 'is not there';
  const forMs = DEPLOYMENT_MS + 2 * studio.checkpointMs;
  const isWell = async () => {
    const verdict = await verdictOn(studio, id);
    if (verdict.is === 'well') return true;
    last = verdict.why;
    return undefined;
  };
  if (!(await until(isWell, studio.clock, { everyMs: WATCH_MS, forMs }))) throw jobError(id, last);
}

async function verdictOn({ flink, clock, checkpointMs }: Studio, id: string) {
  const job = alive(await flink.jobs(JOB_NAME)).find((each) => each.id === id);
  if (job === undefined) throw jobError(id, `has ended: ${(await flink.report(id)).cause}`);
  const verdict = judge(job, await flink.report(id), checkpointMs, clock.now());
  if (verdict.is === 'failing') throw jobError(id, verdict.why);
  return verdict;
}

function jobError(id: string, why: string): Error {
  return new Error(`The job ${id} ${why}.`);
}
