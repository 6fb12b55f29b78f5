/** What a deployment asks of the studio-runner, and when it has got it. */
import type { CdkCustomResourceEvent, CdkCustomResourceIsCompleteEvent } from 'aws-lambda';
import type { RunnerEvent, Standing } from '../studio-runner/contract';

type Event = CdkCustomResourceEvent | CdkCustomResourceIsCompleteEvent;

/** The job to run on Create and Update, nothing to run on Delete. CloudFormation gives each of its requests an id. */
export function requestOf({ RequestType, RequestId }: Event) {
  const action = RequestType === 'Delete' ? 'delete' : 'deploy';
  return { action, requestId: RequestId } as const satisfies RunnerEvent;
}

/** True for the event that asks whether it is done: the framework adds what the first one was answered with. */
export function isAsked(event: Event): event is CdkCustomResourceIsCompleteEvent {
  return 'Data' in event && event.Data?.Request !== undefined;
}

/**
 * How far a request has come: done; under way; or to be asked for again, because its run was never begun, gave way to
 * another or was broken off.
 * @throws Error with the runner's message when it failed
 */
export function progress({ request, working }: Standing, requestId: string): 'done' | 'under way' | 'ask again' {
  const own = request?.id === requestId ? request : undefined;
  if (own?.phase === 'failed') throw new Error(own.message);
  if (own?.phase === 'done') return 'done';
  return working ? 'under way' : 'ask again';
}
