/** Starts Studio's job and keeps it running: on a schedule, for a deployment, for a person. */
import { setTimeout as wait } from 'node:timers/promises';
import { KinesisAnalyticsV2Client } from '@aws-sdk/client-kinesis-analytics-v2';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Context } from 'aws-lambda';
import { logger, observe, tracer } from '../shared/observed';
import { Application } from './application';
import type { Standing, Status } from './contract';
import { readEnvironment } from './environment';
import { readEvent } from './events';
import { jobsSeen } from './job/job-summary';
import { wantedNote } from './notebook/wanted-note';
import { enter } from './open-studio';
import { overview, type Runner, run } from './run';
import { S3Objects } from './state/state-store';

/** Time kept to take the masking key out, to write the outcome down and to give the lease back. */
const TIDYING_MS = 20_000;

const settings = readEnvironment(process.env);
const { parameters } = settings;
const wanted = wantedNote(parameters);
const secrets = tracer.captureAWSv3Client(new SecretsManagerClient());
const objects = new S3Objects(tracer.captureAWSv3Client(new S3Client()), settings.stateBucket, settings.statePrefix);
const application = new Application(
  tracer.captureAWSv3Client(new KinesisAnalyticsV2Client()),
  settings.applicationName,
);

/** @returns how things stand @throws Error with a message for a person */
export function handler(event: unknown, context: Context): Promise<Status | Standing> {
  return observe(context, async () => {
    const task = readEvent(event);
    const runner = runnerFor(context);
    if (task.action !== 'status') {
      const status = await run(runner, task);
      logger.info('How things stand', { ...task, ...status });
      return status;
    }
    const standing = await overview(runner);
    const isSeen = task.look && standing.application === 'RUNNING';
    return isSeen ? { ...standing, jobs: await jobsSeen(await runner.enter()) } : standing;
  });
}

function runnerFor(context: Context): Runner {
  const timeLeft = () => context.getRemainingTimeInMillis();
  const clock = { now: Date.now, wait, timeLeft: () => timeLeft() - TIDYING_MS };
  const tell = (message: string, details: object = {}) => logger.info(message, { ...details });
  const { maskingSecret } = settings;
  return {
    application,
    objects,
    clock,
    longestMs: timeLeft(),
    enter: () => enter({ application, secrets, maskingSecret, parameters, wanted, clock, tell }),
    tell,
  };
}
