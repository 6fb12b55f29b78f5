/** Waits until every trip that arrived is counted in OpenSearch. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { FlinkSession } from '../../engines/flink/session';
import type { Arrivals } from './arrivals';
import type { ParsedRows } from './parsed-rows';

const POLL_MS = 250;

/**
 * Flink writes totals every 2 s and its sink flushes every 0.5 s, so rows follow each other within
 * 2.5 s. Twice that without a row means that there are no more.
 */
const QUIET_MS = 5_000;

/** Without progress for this long something is broken. A restart of the job takes about 10 s. */
const PATIENCE_MS = 180_000;

/** What must come to rest. */
export interface Quiescing {
  readonly session: FlinkSession;
  readonly jobId: string;
  readonly arrivals: Arrivals;
  readonly parsed: ParsedRows;
  /** True if every row of the statistics stream is indexed. */
  readonly indexed: () => boolean;
}

/**
 * Resolves when Flink has parsed all that arrived, writes no more rows, and all rows are indexed.
 * @throws Error if nothing moves for 3 minutes, with Flink's reason if it has one
 */
export async function quiesce({ session, jobId, arrivals, parsed, indexed }: Quiescing): Promise<void> {
  const begun = Date.now();
  for (;;) {
    const quiet = Date.now() - Math.max(parsed.lastAt, arrivals.lastAt);
    if (parsed.total >= arrivals.json && quiet > QUIET_MS && indexed()) return;
    if (Math.min(quiet, Date.now() - begun) > PATIENCE_MS)
      throw await stallError(session, jobId, parsed.total, arrivals.json);
    await sleep(POLL_MS);
  }
}

async function stallError(session: FlinkSession, jobId: string, parsed: number, expected: number): Promise<Error> {
  const failure = await session.failure(jobId).catch(() => undefined);
  return new Error(
    `The statistics are stuck at ${parsed} of ${expected} records.${failure ? ` Flink says: ${failure}` : ''} See its page at ${session.url}.`,
  );
}
