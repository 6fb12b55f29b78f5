/** Runs the bundled studio-runner with all that it calls: Studio, streams, a secret, a bucket. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { JOB_NAME } from '../../../flink-sql/job';
import type { JobParameters } from '../../../flink-sql/parameters';
import { Bucket } from '../../../local/aws/bucket/bucket';
import { S3Endpoint } from '../../../local/aws/bucket/s3-endpoint';
import type { KinesisEndpoint } from '../../../local/aws/kinesis/endpoint';
import { SecretsEndpoint } from '../../../local/aws/secrets/endpoint';
import { type FlinkJob, hasEnded } from '../../../local/engines/flink/rest';
import type { Java } from '../../../local/engines/jvm/java';
import { Shutdown } from '../../../local/run/shutdown';
import { bundle } from '../bundle';
import { FunctionProcess } from '../function-process';
import { PARAMETERS, streams } from '../statistics/flink-run';
import type { Passed } from './auth-proxy';
import { FakeStudio } from './studio';

const APPLICATION = 'tripstream-studio';
const SECRET = 'masking-key';
const STATE = 'state';
const PREFIX = 'studio-runner/';

/** Milliseconds that a run may take; none takes as long. */
const TIME_LEFT = 300_000;

export type RunnerEvent =
  | { readonly action: 'reconcile' | 'status'; readonly look?: boolean }
  | { readonly action: 'deploy' | 'delete'; readonly requestId: string };

export class Stage {
  /** The job's parameters for the next run. */
  parameters: JobParameters = {
    ...PARAMETERS,
    parallelism: 1,
    checkpointIntervalSeconds: 2,
    checkpointPauseSeconds: 1,
  };
  /** Every line and answer that the runs wrote. */
  readonly written: string[] = [];

  private constructor(
    /** The folder that holds everything: logs, notes, the bucket. */
    readonly folder: string,
    readonly kinesis: KinesisEndpoint,
    readonly studio: FakeStudio,
    private readonly secrets: SecretsEndpoint,
    private readonly state: Bucket,
    private readonly s3: S3Endpoint,
    private readonly bundle: string,
    private readonly shutdown: Shutdown,
  ) {}

  /**
   * Starts everything but the application, which is READY: created, and not started.
   * @throws Error of the part that did not start, after the others are stopped
   */
  static async start(java: Java): Promise<Stage> {
    const shutdown = new Shutdown();
    try {
      return await Stage.startAll(java, shutdown);
    } catch (error) {
      await shutdown.stop();
      throw error;
    }
  }

  private static async startAll(java: Java, shutdown: Shutdown): Promise<Stage> {
    const folder = await mkdtemp(path.join(tmpdir(), 'tripstream-studio-'));
    shutdown.add(() => rm(folder, { recursive: true, force: true }));
    const kinesis = await streams({ trips: 2, statistics: 2 });
    shutdown.add(() => kinesis.stop());
    const generate = { passwordLength: 64, excludePunctuation: true };
    const secrets = await SecretsEndpoint.start({ secrets: [{ name: SECRET, arn: SECRET, generate }] });
    shutdown.add(() => secrets.stop());
    const state = new Bucket(path.join(folder, 's3'), STATE);
    const s3 = await S3Endpoint.start({ buckets: [state] });
    shutdown.add(() => s3.stop());
    const [applicationName, kinesisUrl] = [APPLICATION, kinesis.url];
    const studio = await FakeStudio.create({ java, stateFolder: folder, applicationName, kinesisUrl });
    shutdown.add(() => studio.close());
    const bundled = await bundle('studio-runner', await mkdtemp(path.join(folder, 'bundle-')));
    return new Stage(folder, kinesis, studio, secrets, state, s3, bundled, shutdown);
  }

  get maskingKey(): string {
    return this.secrets.value(SECRET);
  }

  /**
   * Invokes the runner in a new execution environment.
   * @returns the handler's answer, or `{error}`
   */
  async run(event: RunnerEvent): Promise<unknown> {
    const runner = await this.environment();
    const answer = await runner.invoke(event, TIME_LEFT);
    this.written.push(...(await runner.stop()), JSON.stringify(answer));
    return answer;
  }

  /**
   * Invokes the runner, and kills it while one of its requests waits to be passed on.
   * @param at says whether a request is that one
   */
  async runKilled(event: RunnerEvent, at: (passed: Passed) => Promise<boolean>): Promise<void> {
    const runner = await this.environment();
    await new Promise<void>((resolve, reject) => {
      const end = this.studio.intercept(async (passed) => {
        if (!(await at(passed))) return;
        end();
        runner.kill().then((lines) => {
          this.written.push(...lines);
          resolve();
        }, reject);
        await new Promise(() => {});
      });
      runner
        .invoke(event, TIME_LEFT)
        .then((answer) => reject(new Error(`The run ended before it was killed: ${JSON.stringify(answer)}`)), reject);
    });
  }

  /** Lists the jobs of our name that have not ended. */
  async jobs(): Promise<readonly FlinkJob[]> {
    return (await this.studio.flink.jobs()).filter((job) => job.name === JOB_NAME && !hasEnded(job));
  }

  /** Reads an object of the runner's state. */
  async stateObject(name: string): Promise<Readonly<Record<string, unknown>>> {
    return JSON.parse((await this.state.read(`${PREFIX}${name}`)).toString());
  }

  /** Lets the lease of a killed run expire, as time would. */
  async endLease(): Promise<void> {
    const lease = { ...(await this.stateObject('lease.json')), until: new Date(0).toISOString() };
    await this.state.put(`${PREFIX}lease.json`, JSON.stringify(lease));
  }

  /** Stops everything and removes the folder. */
  close(): Promise<void> {
    return this.shutdown.stop();
  }

  private environment(): Promise<FunctionProcess> {
    return FunctionProcess.start(this.bundle, {
      POWERTOOLS_SERVICE_NAME: 'studio-runner',
      AWS_REGION: this.parameters.region,
      AWS_ENDPOINT_URL_KINESIS_ANALYTICS_V2: this.studio.url,
      AWS_ENDPOINT_URL_S3: this.s3.url,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: this.secrets.url,
      APPLICATION_NAME: APPLICATION,
      JOB_PARAMETERS: JSON.stringify(this.parameters),
      MASKING_SECRET_ARN: SECRET,
      STATE_BUCKET: STATE,
      STATE_PREFIX: PREFIX,
    });
  }
}
