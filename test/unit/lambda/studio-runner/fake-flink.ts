/** The REST interface of a Flink cluster that has the jobs a test gives it. */
import type { FakeReply } from './fake-zeppelin';

export interface FakeJob {
  jid: string;
  name: string;
  state: string;
  /** Milliseconds since 1970. */
  started: number;
  running: number;
  /** Undefined: no checkpoints. */
  interval: number | undefined;
  checkpointAt: number | undefined;
  failures: { timestamp: number; stacktrace: string }[];
}

export class FakeFlink {
  readonly jobs: FakeJob[] = [];
  /** Milliseconds since 1970. */
  now = () => 0;
  /** Of a new job. */
  usual: Partial<FakeJob> = {};
  /** True where the proxy lets no PATCH through. */
  refusesPatch = false;

  add(job: Partial<FakeJob> = {}): FakeJob {
    const made: FakeJob = {
      jid: `job${this.jobs.length + 1}`,
      name: 'tripstream',
      state: 'RUNNING',
      started: this.now(),
      running: 4,
      interval: 60_000,
      checkpointAt: this.now() + 1_000,
      failures: [],
      ...this.usual,
      ...job,
    };
    this.jobs.push(made);
    return made;
  }

  /** @param path under the dashboard's */
  answer(method: string, path: string): FakeReply {
    if (path === '/jobs/overview') return { status: 200, body: { jobs: this.jobs.map(overview) } };
    const [, , jid = '', what = '', detail = ''] = path.replace(/\?.*/, '').split('/');
    const job = this.jobs.find((each) => each.jid === jid);
    if (job === undefined) return { status: 404, body: { errors: [`Job ${jid} not found`] } };
    if (method === 'PATCH' && this.refusesPatch) return { status: 405, body: { errors: ['Method not allowed'] } };
    if (method === 'PATCH' || what === 'yarn-cancel') {
      job.state = 'CANCELED';
      return { status: 202, body: {} };
    }
    if (what === 'exceptions')
      return {
        status: 200,
        body: {
          'root-exception': job.failures[0]?.stacktrace ?? null,
          exceptionHistory: { entries: [...job.failures].reverse(), truncated: false },
        },
      };
    return detail === 'config' ? this.config(job) : this.checkpoints(job);
  }

  private config({ interval }: FakeJob): FakeReply {
    if (interval === undefined) return off;
    return { status: 200, body: { mode: 'exactly_once', interval } };
  }

  private checkpoints({ interval, checkpointAt }: FakeJob): FakeReply {
    if (interval === undefined) return off;
    const completed = checkpointAt === undefined ? null : { trigger_timestamp: checkpointAt };
    return { status: 200, body: { counts: { completed: completed ? 1 : 0 }, latest: { completed } } };
  }
}

const off: FakeReply = { status: 404, body: { errors: ['Checkpointing is not enabled for this job.'] } };

function overview({ jid, name, state, started, running }: FakeJob): object {
  return { jid, name, state, 'start-time': started, tasks: { total: 4, running } };
}
