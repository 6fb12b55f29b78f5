/** A custom resource for Studio's job: asks the studio-runner, and waits until it is done. */
import { LambdaClient } from '@aws-sdk/client-lambda';
import type {
  CdkCustomResourceEvent,
  CdkCustomResourceIsCompleteEvent,
  CdkCustomResourceIsCompleteResponse,
  CdkCustomResourceResponse,
  Context,
} from 'aws-lambda';
import { logger, observe, tracer } from '../shared/observed';
import { isCompleteEvent, progressOf, requestOf } from './deployment';
import { readEnvironment } from './environment';
import { RunnerClient } from './runner';

/** Must never change: CloudFormation deletes a resource whose id changes. */
const PHYSICAL_ID = 'studio-job';

const settings = readEnvironment(process.env);
const runner = new RunnerClient(tracer.captureAWSv3Client(new LambdaClient()), settings.runner);

/**
 * The `onEventHandler` and the `isCompleteHandler` of the CDK's provider framework.
 * @throws Error with a message for the stack's events
 */
export function handler(
  event: CdkCustomResourceEvent | CdkCustomResourceIsCompleteEvent,
  context: Context,
): Promise<CdkCustomResourceResponse | CdkCustomResourceIsCompleteResponse> {
  return observe(context, () => (isCompleteEvent(event) ? isComplete(event) : onEvent(event)));
}

async function onEvent(event: CdkCustomResourceEvent): Promise<CdkCustomResourceResponse> {
  const request = requestOf(event);
  await runner.begin(request);
  const PhysicalResourceId = event.RequestType === 'Delete' ? event.PhysicalResourceId : PHYSICAL_ID;
  return { PhysicalResourceId, Data: { Request: request.requestId } };
}

async function isComplete(event: CdkCustomResourceIsCompleteEvent): Promise<CdkCustomResourceIsCompleteResponse> {
  const request = requestOf(event);
  const standing = await runner.standing();
  const state = progressOf(standing, request.requestId);
  logger.info(`${request.action}: ${state}`, { runner: standing.check?.message ?? 'has not run' });
  if (state === 'ask again') await runner.begin(request);
  return { IsComplete: state === 'done' };
}
