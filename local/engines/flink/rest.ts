/** The job manager's REST interface, as far as a run needs it. */

const ENDED = ['FINISHED', 'CANCELED', 'FAILED'];

export interface FlinkJob {
  readonly id: string;
  readonly name: string;
  /** CREATED, RUNNING, FAILING, RESTARTING, FINISHED, CANCELED, FAILED and others between them. */
  readonly state: string;
  /** Tasks by their state; a job is at work when all are RUNNING. */
  readonly tasks: Readonly<Record<string, number>>;
}

export class FlinkRest {
  constructor(readonly url: string) {}

  /** Ids of the task managers that have registered and are not known to be lost. */
  async taskManagers(): Promise<string[]> {
    return (await this.get<{ taskmanagers: { id: string }[] }>('/taskmanagers')).taskmanagers.map(({ id }) => id);
  }

  async jobs(): Promise<FlinkJob[]> {
    const { jobs } = await this.get<{ jobs: (Omit<FlinkJob, 'id'> & { jid: string })[] }>('/jobs/overview');
    return jobs.map(({ jid, name, state, tasks }) => ({ id: jid, name, state, tasks }));
  }

  /** The root cause of the job's last failure, in one line; absent when it never failed. */
  async failure(jobId: string): Promise<string | undefined> {
    const { 'root-exception': trace } = await this.get<{ 'root-exception'?: string | null }>(
      `/jobs/${jobId}/exceptions`,
    );
    return trace ? rootCause(trace) : undefined;
  }

  async cancel(jobId: string): Promise<void> {
    await this.ask('PATCH', `/jobs/${jobId}?mode=cancel`);
  }

  private async get<T>(path: string): Promise<T> {
    return (await (await this.ask('GET', path)).json()) as T;
  }

  private async ask(method: string, path: string): Promise<Response> {
    const response = await fetch(`${this.url}${path}`, { method, signal: AbortSignal.timeout(10_000) });
    if (response.ok) return response;
    throw new Error(
      `Flink answered ${method} ${path} with ${response.status}: ${(await response.text()).slice(0, 500)}`,
    );
  }
}

/** True for a job that will not run again. */
export function hasEnded({ state }: FlinkJob): boolean {
  return ENDED.includes(state);
}

/** The last `Caused by:` of a Java stack trace, or its first line. */
export function rootCause(trace: string): string {
  const causes = [...trace.matchAll(/^Caused by: (.+)$/gm)].map(([, cause = '']) => cause);
  return (causes.at(-1) ?? trace.split('\n')[0] ?? '').trim();
}
