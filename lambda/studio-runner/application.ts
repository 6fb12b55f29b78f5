/** The Studio application: how it is started, stopped and entered. */
import {
  CreateApplicationPresignedUrlCommand,
  DescribeApplicationCommand,
  type KinesisAnalyticsV2Client,
  StartApplicationCommand,
  StopApplicationCommand,
  type UrlType,
} from '@aws-sdk/client-kinesis-analytics-v2';
import { type Clock, until } from './clock';

const POLL_MS = 5_000;
/** AWS's own blueprints give a start some nine minutes. */
const START_MS = 10 * 60_000;
/** A stop takes a minute or two; after this it is forced. */
const STOP_MS = 5 * 60_000;
/** For those who are let in; the longest run is 15 minutes. 1,800 to 43,200. */
const SESSION_SECONDS = 1_800;

/** States that pass by themselves. */
const PASSING = ['STARTING', 'STOPPING', 'FORCE_STOPPING', 'UPDATING', 'AUTOSCALING', 'MAINTENANCE'];

export class Application {
  constructor(
    private readonly client: KinesisAnalyticsV2Client,
    readonly name: string,
  ) {}

  /** @returns undefined where there is no such application */
  async status(): Promise<string | undefined> {
    try {
      const described = await this.client.send(new DescribeApplicationCommand({ ApplicationName: this.name }));
      return described.ApplicationDetail?.ApplicationStatus;
    } catch (error) {
      if (isOf(error, 'ResourceNotFoundException')) return undefined;
      throw error;
    }
  }

  /** Starts it unless it runs, and waits until it does. @throws Error saying what to do when it cannot */
  async start(clock: Clock): Promise<void> {
    let asked = false;
    let rising = false;
    const step = async () => {
      const status = await this.status();
      if (status === 'RUNNING') return true;
      if (status === 'READY' && rising) throw this.error('stopped again while it started: its log says why');
      if (status === 'READY' && !asked) {
        await this.command(new StartApplicationCommand({ ApplicationName: this.name }));
        asked = true;
      }
      if (status === 'STARTING') rising = true;
      else if (status !== 'READY') this.checkPassing(status);
      return undefined;
    };
    const running = await until(step, clock, { everyMs: POLL_MS, forMs: START_MS });
    if (!running)
      throw this.error(
        `does not run ${START_MS / 60_000} minutes after its start: look into its log, stop it with Force, then deploy again`,
      );
  }

  /** Stops it, by force in the end. One that is gone, or goes, has stopped. */
  async stop(clock: Clock): Promise<void> {
    for (const Force of [false, true]) {
      let asked = false;
      const step = async () => {
        const status = await this.status();
        if (status === undefined || status === 'READY' || status === 'DELETING') return true;
        // Without force only one that runs can be stopped.
        if (!asked && (Force || status === 'RUNNING')) {
          await this.command(new StopApplicationCommand({ ApplicationName: this.name, ...(Force && { Force }) }));
          asked = true;
        }
        return undefined;
      };
      if (await until(step, clock, { everyMs: POLL_MS, forMs: STOP_MS })) return;
    }
    throw this.error('does not stop, not even by force: stop it in the console, then try again');
  }

  /** A URL that lets in, once and within three minutes: for no log. */
  async url(UrlType: UrlType): Promise<string> {
    const { AuthorizedUrl = '' } = await this.client.send(
      new CreateApplicationPresignedUrlCommand({
        ApplicationName: this.name,
        UrlType,
        SessionExpirationDurationInSeconds: SESSION_SECONDS,
      }),
    );
    return AuthorizedUrl;
  }

  /** Somebody may have given the same command a moment before. */
  private async command(command: StartApplicationCommand | StopApplicationCommand): Promise<void> {
    try {
      await this.client.send(command as StartApplicationCommand);
    } catch (error) {
      if (!isOf(error, 'ResourceInUseException')) throw error;
    }
  }

  private checkPassing(status: string | undefined): void {
    if (status === undefined) throw this.error('does not exist: deploy the Analytics stack');
    if (!PASSING.includes(status))
      throw this.error(`is ${status}, from which it cannot be started: bring it to READY in the console`);
  }

  private error(what: string): Error {
    return new Error(`The application ${this.name} ${what}.`);
  }
}

function isOf(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
