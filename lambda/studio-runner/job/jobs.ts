/** What is to be done about the jobs that Flink has: decided from what it says of them alone. */

import type { KnownJob } from '../contract';
import type { FlinkJob, JobReport } from './flink';

const ENDED = ['FINISHED', 'CANCELED', 'FAILED', 'SUSPENDED'];
const ENDING = ['CANCELLING'];

export interface Decision {
  /** Made of the note that is wanted. Without it a job is to be submitted. */
  readonly keep?: FlinkJob;
  /** Others of the same name: each would write every statistic once more. */
  readonly cancel: readonly FlinkJob[];
}

/** @param hash of the note that is wanted. Ids are random: one of before a restart is no other job's. */
export function decide(jobs: readonly FlinkJob[], known: KnownJob | undefined, hash: string): Decision {
  const live = alive(jobs);
  const isKept = ({ id, state }: FlinkJob) => id === known?.id && known.noteHash === hash && !ENDING.includes(state);
  const keep = live.find(isKept);
  return { ...(keep && { keep }), cancel: live.filter((job) => job !== keep) };
}

/** Those that are there, though they may be ending. */
export function alive(jobs: readonly FlinkJob[]): readonly FlinkJob[] {
  return jobs.filter(({ state }) => !ENDED.includes(state));
}

export type Verdict =
  | { readonly is: 'well' }
  /** May yet become well: look again. */
  | { readonly is: 'rising'; readonly why: string }
  | { readonly is: 'failing'; readonly why: string };

/** So many failures so close to each other do not heal: Flink would go on restarting for ever. */
const LOOP = { failures: 3, withinMs: 10 * 60_000 };

/** How long a job may take to come back, or a checkpoint to be completed. */
const PATIENCE_MS = 10 * 60_000;

/**
 * @param wantedMs milliseconds between checkpoints
 * @param now milliseconds since 1970
 */
export function judge(job: FlinkJob, report: JobReport, wantedMs: number, now: number): Verdict {
  const { failures, cause, intervalMs, checkpointAt } = report;
  const recent = failures.filter((at) => at > now - LOOP.withinMs);
  if (recent.length >= LOOP.failures)
    return failing(`failed ${recent.length} times within ${minutes(LOOP.withinMs)}, the last time by ${cause}`);
  const lastFailure = Math.max(job.startedAt, ...failures);
  const late = now - lastFailure > PATIENCE_MS;
  if (!job.atWork) {
    const why = `is ${job.state}${failures.length > 0 ? ` after it failed by ${cause}` : ', not all tasks at work'}`;
    return late ? failing(`${why}, for more than ${minutes(PATIENCE_MS)}`) : { is: 'rising', why };
  }
  if (intervalMs !== wantedMs)
    return failing(
      `takes ${intervalMs === undefined ? 'no checkpoints' : `a checkpoint every ${intervalMs} ms`} in place of one every ${wantedMs} ms: run the notebook's first two paragraphs by hand to see why`,
    );
  const longestMs = PATIENCE_MS + 3 * wantedMs;
  if (checkpointAt === undefined || checkpointAt < lastFailure)
    return now - lastFailure > longestMs
      ? failing('completes no checkpoint')
      : rising('has completed no checkpoint yet');
  return now - checkpointAt > longestMs
    ? failing(`completed its last checkpoint ${minutes(now - checkpointAt)} ago`)
    : { is: 'well' };
}

function failing(why: string): Verdict {
  return { is: 'failing', why };
}

function rising(why: string): Verdict {
  return { is: 'rising', why };
}

function minutes(ms: number): string {
  return `${Math.round(ms / 60_000)} minutes`;
}

/** After a first failure at the next run, five minutes on; then ever more seldom, but once an hour at least. */
const PAUSE = { firstMs: 4 * 60_000, longestMs: 60 * 60_000 };

/** When a job that did not become well may be submitted again, in milliseconds since 1970. */
export function nextAttempt({ attempts, submittedAt }: KnownJob): number {
  if (attempts === 0) return 0;
  return Date.parse(submittedAt) + Math.min(PAUSE.longestMs, PAUSE.firstMs * 2 ** (attempts - 1));
}
