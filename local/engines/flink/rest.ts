/** A client of the job manager's REST interface, as far as a run needs it. */

const ENDED = ['FINISHED', 'CANCELED', 'FAILED'];

/** The job manager is on this machine and answers from memory. */
const TIMEOUT_MILLISECONDS = 10_000;

/** Enough of an answer's body to see the error, but not a whole stack trace. */
const QUOTED_CHARACTERS = 500;

export interface FlinkJob {
  readonly id: string;
  readonly name: string;
  /** CREATED, RUNNING, FAILING, RESTARTING, FINISHED, CANCELED, FAILED or a state in between. */
  readonly state: string;
  /** Number of tasks by state. A job is at work when all are RUNNING. */
  readonly tasks: Readonly<Record<string, number>>;
}

export class FlinkRest {
  constructor(readonly url: string) {}

  /** Lists the ids of registered task managers, without those known to be lost. */
  async taskManagers(): Promise<string[]> {
    return (await this.get<{ taskmanagers: { id: string }[] }>('/taskmanagers')).taskmanagers.map(({ id }) => id);
  }

  async jobs(): Promise<FlinkJob[]> {
    const { jobs } = await this.get<{ jobs: (Omit<FlinkJob, 'id'> & { jid: string })[] }>('/jobs/overview');
    return jobs.map(({ jid, name, state, tasks }) => ({ id: jid, name, state, tasks }));
  }

  /** @returns the root cause of the job's last failure as one line; undefined if it never failed */
  async failure(jobId: string): Promise<string | undefined> {
    const { 'root-exception': trace } = await this.get<{ 'root-exception'?: string | null }>(
      `/jobs/${jobId}/exceptions`,
    );
    return trace ? findRootCause(trace) : undefined;
  }

  async cancel(jobId: string): Promise<void> {
    await this.call('PATCH', `/jobs/${jobId}?mode=cancel`);
  }

  private async get<T>(path: string): Promise<T> {
    return (await (await this.call('GET', path)).json()) as T;
  }

  private async call(method: string, path: string): Promise<Response> {
    const response = await fetch(`${this.url}${path}`, { method, signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS) });
    if (response.ok) return response;
    throw new Error(
      `Flink answered ${method} ${path} with ${response.status}: ${(await response.text()).slice(0, QUOTED_CHARACTERS)}`,
    );
  }
}

/** True for a job that will not run again. */
export function hasEnded({ state }: FlinkJob): boolean {
  return ENDED.includes(state);
}

/** Finds the last `Caused by:` of a Java stack trace, or else its first line. */
export function findRootCause(trace: string): string {
  const causes = [...trace.matchAll(/^Caused by: (.+)$/gm)].map(([, cause = '']) => cause);
  return (causes.at(-1) ?? trace.split('\n')[0] ?? '').trim();
}
