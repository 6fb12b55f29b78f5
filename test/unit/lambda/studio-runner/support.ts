/** A run against the fake application: a clock that only waits move, an S3 in memory, AWS as far as it is asked. */
import {
  CreateApplicationPresignedUrlCommand,
  DescribeApplicationCommand,
  KinesisAnalyticsV2Client,
  StartApplicationCommand,
  StopApplicationCommand,
} from '@aws-sdk/client-kinesis-analytics-v2';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import type { JobParameters } from '../../../../flink-sql/parameters';
import { Application } from '../../../../lambda/studio-runner/application';
import type { Clock } from '../../../../lambda/studio-runner/clock';
import type { RunnerEvent, Status } from '../../../../lambda/studio-runner/contract';
import { wantedNote } from '../../../../lambda/studio-runner/notebook/wanted-note';
import { enter } from '../../../../lambda/studio-runner/open-studio';
import { type Runner, run } from '../../../../lambda/studio-runner/run';
import type { Condition, StateObjects, StoredObject } from '../../../../lambda/studio-runner/state/state-store';
import { StatusFile } from '../../../../lambda/studio-runner/state/status';
import { MASKING_KEY, PARAMETERS } from '../../flink-sql/parameters';
import type { FakeStudio } from './fake-studio';

export { MASKING_KEY, PARAMETERS };

/** An hour, so that nothing runs out of time that is not meant to. */
const LONG = 3_600_000;

export class FakeClock implements Clock {
  time = Date.parse('2026-01-01T00:00:00Z');
  end = this.time + LONG;
  /** Called after each wait. */
  tick: () => void = () => {};
  readonly now = () => this.time;
  readonly timeLeft = () => this.end - this.time;
  readonly wait = async (ms: number) => {
    this.time += ms;
    this.tick();
  };
}

/** S3 with conditional writes. */
export class MemoryObjects implements StateObjects {
  readonly stored = new Map<string, StoredObject>();
  private tags = 0;

  async read(name: string) {
    return this.stored.get(name);
  }

  async write(name: string, text: string, condition?: Condition) {
    const there = this.stored.get(name)?.etag;
    if (condition && ('IfMatch' in condition ? there !== condition.IfMatch : there !== undefined)) return undefined;
    const etag = `"${++this.tags}"`;
    this.stored.set(name, { text, etag });
    return etag;
  }
}

/** The application's state, as its commands change it. */
export class FakeApplication {
  state: string | undefined = 'RUNNING';
  readonly commands: string[] = [];
  readonly client = new KinesisAnalyticsV2Client({ region: 'eu-west-1' });

  constructor(studio: FakeStudio) {
    const mock = mockClient(this.client);
    mock.on(DescribeApplicationCommand).callsFake(() => {
      if (this.state === undefined)
        throw Object.assign(new Error('No such application'), { name: 'ResourceNotFoundException' });
      return { ApplicationDetail: { ApplicationStatus: this.state } };
    });
    mock.on(StartApplicationCommand).callsFake(() => {
      this.commands.push('start');
      this.state = 'STARTING';
      return {};
    });
    mock.on(StopApplicationCommand).callsFake(({ Force }) => {
      this.commands.push(Force ? 'force' : 'stop');
      this.state = Force ? 'FORCE_STOPPING' : 'STOPPING';
      return {};
    });
    mock.on(CreateApplicationPresignedUrlCommand).callsFake(({ UrlType }) => ({ AuthorizedUrl: studio.url(UrlType) }));
  }
}

export interface World {
  readonly studio: FakeStudio;
  readonly clock: FakeClock;
  readonly objects: MemoryObjects;
  readonly application: FakeApplication;
  /** What was told, as text. */
  readonly told: string[];
  run(event: Exclude<RunnerEvent, { action: 'status' }>, parameters?: Partial<JobParameters>): Promise<Status>;
  status(): Promise<Status>;
}

/** Everything new but the HTTP server. */
export function world(studio: FakeStudio): World {
  studio.reset();
  const clock = new FakeClock();
  studio.flink.now = clock.now;
  const objects = new MemoryObjects();
  const application = new FakeApplication(studio);
  const told: string[] = [];
  const runnerWith = (changed: Partial<JobParameters>): Runner => {
    const parameters = { ...PARAMETERS, ...changed };
    const secrets = new SecretsManagerClient({ region: 'eu-west-1' });
    mockClient(secrets).on(GetSecretValueCommand).resolves({ SecretString: MASKING_KEY });
    const tell = (message: string, details?: object) => told.push(JSON.stringify([message, details]));
    const named = new Application(application.client, 'studio');
    const wanted = wantedNote(parameters);
    const options = { application: named, secrets, maskingSecret: 'masking', parameters, wanted, clock, tell };
    return { application: named, objects, clock, longestMs: LONG, enter: () => enter(options), tell };
  };
  return {
    studio,
    clock,
    objects,
    application,
    told,
    run: (event, parameters = {}) => run(runnerWith(parameters), event),
    status: () => new StatusFile(objects).read(),
  };
}

export const deploy = (requestId = 'r1') => ({ action: 'deploy', requestId }) as const;
export const remove = (requestId = 'r1') => ({ action: 'delete', requestId }) as const;
export const RECONCILE = { action: 'reconcile' } as const;

/** Jobs of the fake that are there. */
export function live({ studio }: World): readonly string[] {
  return studio.flink.jobs.filter(({ state }) => state !== 'CANCELED' && state !== 'FAILED').map(({ jid }) => jid);
}
