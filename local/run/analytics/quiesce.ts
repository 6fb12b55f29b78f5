/** Waits until every trip that arrived is counted in OpenSearch. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { FlinkSession } from '../../engines/flink/session';
import type { Arrivals } from './arrivals';
import type { ParsedRows } from './parsed-rows';

/** Between two looks. */
const LOOK_MS = 250;

/** Rows leave Flink within a window of totals (2 s) and a flush of the sink (0.5 s) of each other: twice that is quiet. */
const QUIET_MS = 5_000;

/** Without any progress for so long something is broken; a job that starts again takes some 10 s. */
const PATIENCE_MS = 180_000;

/** What settles, and how it is seen. */
export interface Quiescing {
  readonly session: FlinkSession;
  readonly jobId: string;
  readonly arrivals: Arrivals;
  readonly parsed: ParsedRows;
  /** True while every row of the stream of statistics is indexed. */
  readonly indexed: () => boolean;
}

/**
 * Resolves when Flink has parsed all that arrived, its statistics have come to rest, and all of them are indexed.
 * @throws Error when nothing moves for 3 minutes, with Flink's own reason where it has one
 */
export async function quiesce({ session, jobId, arrivals, parsed, indexed }: Quiescing): Promise<void> {
  const begun = Date.now();
  for (;;) {
    const quiet = Date.now() - Math.max(parsed.lastAt, arrivals.lastAt);
    if (parsed.total >= arrivals.json && quiet > QUIET_MS && indexed()) return;
    if (Math.min(quiet, Date.now() - begun) > PATIENCE_MS)
      throw await stallError(session, jobId, parsed.total, arrivals.json);
    await sleep(LOOK_MS);
  }
}

async function stallError(session: FlinkSession, jobId: string, parsed: number, expected: number): Promise<Error> {
  const failure = await session.failure(jobId).catch(() => undefined);
  return new Error(
    `The statistics stand still at ${parsed} of ${expected} records.${failure ? ` Flink says: ${failure}` : ''} See its page at ${session.url}.`,
  );
}
