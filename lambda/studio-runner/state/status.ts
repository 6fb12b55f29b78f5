/** What the runner remembers from one run to the next, and tells those who ask. */
import type { StateObjects } from './state-store';

const NAME = 'status.json';

export type Action = 'reconcile' | 'deploy' | 'delete';

export interface Outcome {
  readonly action: Action;
  readonly phase: 'working' | 'done' | 'failed';
  /** For a person: what was done, or what to do. */
  readonly message: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** The last job submitted. */
export interface KnownJob {
  /** Flink's; absent until it is known. */
  readonly id?: string;
  /** Of the note that it was made of. */
  readonly noteHash: string;
  /** Submissions since the job was last found well, this one included. */
  readonly attempts: number;
  /** Why the last of them came to nothing. */
  readonly failure?: string;
  /** ISO 8601, UTC. */
  readonly submittedAt: string;
}

export interface Status {
  /** The last that a deployment or a person asked for. */
  readonly request?: Outcome & { readonly id: string };
  /** The last run, whoever asked for it. */
  readonly check?: Outcome;
  readonly job?: KnownJob;
}

/** Read and written under the lease; read by anyone. */
export class StatusFile {
  constructor(private readonly objects: StateObjects) {}

  /** Nothing is known at first, and of what nobody can read. */
  async read(): Promise<Status> {
    const found = await this.objects.read(NAME);
    try {
      return Object(JSON.parse(found?.text ?? '{}'));
    } catch {
      return {};
    }
  }

  async write(status: Status): Promise<void> {
    await this.objects.write(NAME, JSON.stringify(status));
  }
}
