/** What the studio-runner agrees on with the template, its schedule, a deployment and `npm run studio`. */

/** Variables; `environment.ts` says what each has to be. */
export type Environment = Record<
  'APPLICATION_NAME' | 'JOB_PARAMETERS' | 'MASKING_SECRET_ARN' | 'STATE_BUCKET' | 'STATE_PREFIX',
  string
>;

/** An event that the runner takes. */
export type RunnerEvent =
  /** From the schedule: looks after the job of an application that runs; starts none. */
  | { readonly action: 'reconcile' }
  /** From a deployment or a person: starts the application and its job, or stops both. */
  | { readonly action: 'deploy' | 'delete'; readonly requestId: string }
  /** Asks for {@link Standing}; with `look` also for its jobs. */
  | { readonly action: 'status'; readonly look: boolean };

/** What a run does. */
export type RunAction = Exclude<RunnerEvent['action'], 'status'>;

/** How far a run has come, or how it ended. */
export interface RunOutcome {
  readonly action: RunAction;
  readonly phase: 'working' | 'done' | 'failed';
  /** For a person: what was done, or what to do. */
  readonly message: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** The last job submitted. */
export interface KnownJob {
  /** Flink's id; absent until it is known. */
  readonly id?: string;
  /** Hash of the note that the job was made of. */
  readonly noteHash: string;
  /** Submissions since the job was last found well, this one included. */
  readonly attempts: number;
  /** Why the last of them failed. */
  readonly failure?: string;
  /** ISO 8601, UTC. */
  readonly submittedAt: string;
}

/** What the runner remembers from one run to the next: the answer to each event but `status`. */
export interface Status {
  /** The last run that a deployment or a person asked for. */
  readonly request?: RunOutcome & { readonly id: string };
  /** The last run, whoever asked for it. */
  readonly check?: RunOutcome;
  readonly job?: KnownJob;
}

/** How things stand: the answer to `status`. */
export interface Standing extends Status {
  /** True while a run is at work. */
  readonly working: boolean;
  /** The application's state; `NONE` where there is no application. */
  readonly application: string;
  /** The live jobs, where they were looked for and the application runs. */
  readonly jobs?: readonly JobStanding[];
}

/** A job in Flink. Times are milliseconds since 1970. */
export interface JobStanding {
  readonly id: string;
  readonly state: string;
  readonly startedAt: number;
  /** Checkpoints completed. */
  readonly checkpoints: number;
  /** Absent when no checkpoint was completed. */
  readonly checkpointAt?: number | undefined;
  /** Failures that Flink remembers, 16 at most. */
  readonly failures: number;
}
