/** Flink's REST interface, as far as the runner needs it: what is true of a job, whatever the notebook says of it. */
import type { Session } from '../notebook/session';
import { rootCause } from '../redact';

export interface FlinkJob {
  readonly id: string;
  /** INITIALIZING, CREATED, RUNNING, FAILING, RESTARTING, CANCELLING and what ends a job. */
  readonly state: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** True when it runs with all its tasks. */
  readonly atWork: boolean;
}

export interface JobReport {
  /** Milliseconds since 1970 of the failures that Flink remembers, 16 at most. */
  readonly failures: readonly number[];
  /** The last failure's root in one line. */
  readonly cause: string;
  /** Milliseconds between checkpoints; undefined when it takes none. */
  readonly intervalMs: number | undefined;
  /** When the last checkpoint was triggered that was completed, in milliseconds since 1970; undefined when none was. */
  readonly checkpointAt: number | undefined;
  /** Checkpoints completed. */
  readonly checkpoints: number;
}

interface Overview {
  readonly jobs: readonly {
    readonly jid: string;
    readonly name: string;
    readonly state: string;
    readonly 'start-time': number;
    readonly tasks: { readonly total: number; readonly running: number };
  }[];
}

interface Exceptions {
  readonly 'root-exception'?: string | null;
  readonly exceptionHistory?: {
    readonly entries?: readonly { readonly timestamp: number; readonly stacktrace?: string }[];
  };
}

interface Checkpoints {
  readonly counts?: { readonly completed?: number };
  readonly latest?: { readonly completed?: { readonly trigger_timestamp?: number } | null };
}

export class Flink {
  /** @param secret stands in no message */
  constructor(
    private readonly session: Session,
    private readonly secret: string,
  ) {}

  /** The jobs of a name, ended ones as long as Flink remembers them. */
  async jobs(name: string): Promise<readonly FlinkJob[]> {
    const { jobs } = await this.get<Overview>('/jobs/overview');
    return jobs
      .filter((job) => job.name === name)
      .map(({ jid, state, tasks, ...job }) => ({
        id: jid,
        state,
        startedAt: job['start-time'],
        atWork: state === 'RUNNING' && tasks.total > 0 && tasks.running === tasks.total,
      }));
  }

  async report(id: string): Promise<JobReport> {
    const { exceptionHistory, ...exceptions } = await this.get<Exceptions>(`/jobs/${id}/exceptions`);
    const entries = exceptionHistory?.entries ?? [];
    const last = entries.reduce((a, b) => (b.timestamp > a.timestamp ? b : a), { timestamp: 0, stacktrace: '' });
    const trace = last.stacktrace || exceptions['root-exception'] || '';
    const taken = await this.checkpoints(id);
    return { failures: entries.map(({ timestamp }) => timestamp), cause: rootCause(trace, this.secret), ...taken };
  }

  async cancel(id: string): Promise<void> {
    const path = `/jobs/${id}`;
    const { status } = await this.session.call({ method: 'PATCH', path: `${path}?mode=cancel` });
    // 404 and 409: it has ended by itself. 405: Flink's own way round proxies that know no PATCH.
    if (status === 405) await this.get(`${path}/yarn-cancel`);
    else if (status >= 400 && status !== 404 && status !== 409)
      throw new Error(`Flink answered PATCH ${path} with ${status}.`);
  }

  private async checkpoints(id: string): Promise<Pick<JobReport, 'intervalMs' | 'checkpointAt' | 'checkpoints'>> {
    const path = `/jobs/${id}/checkpoints`;
    // 404: it takes none.
    const { interval } = (await this.get<{ readonly interval?: number }>(`${path}/config`, 404)) ?? {};
    const { counts, latest } = (await this.get<Checkpoints>(path, 404)) ?? {};
    return {
      intervalMs: interval,
      checkpointAt: latest?.completed?.trigger_timestamp,
      checkpoints: counts?.completed ?? 0,
    };
  }

  private async get<T>(path: string): Promise<T>;
  private async get<T>(path: string, none: number): Promise<T | undefined>;
  private async get<T>(path: string, none?: number): Promise<T | undefined> {
    const { status, json } = await this.session.call({ method: 'GET', path });
    if (status === none) return undefined;
    if (status >= 400) throw new Error(`Flink answered GET ${path} with ${status}.`);
    return json as T;
  }
}
