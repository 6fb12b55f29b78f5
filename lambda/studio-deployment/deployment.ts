/** Turns a deployment's event into a request to the studio-runner, and judges its progress. */
import type { CdkCustomResourceEvent, CdkCustomResourceIsCompleteEvent } from 'aws-lambda';
import type { RunnerEvent, Standing } from '../studio-runner/contract';

type Event = CdkCustomResourceEvent | CdkCustomResourceIsCompleteEvent;

/** Asks to deploy on Create and Update, to delete on Delete, by CloudFormation's own id. */
export function requestOf({ RequestType, RequestId }: Event) {
  const action = RequestType === 'Delete' ? 'delete' : 'deploy';
  return { action, requestId: RequestId } as const satisfies RunnerEvent;
}

/** True for an `isComplete` event: the framework adds the answer to the first event. */
export function isCompleteEvent(event: Event): event is CdkCustomResourceIsCompleteEvent {
  return 'Data' in event && event.Data?.Request !== undefined;
}

/**
 * Tells how far a request has come. 'ask again' means that its run never began, gave way to another
 * or was cut short.
 * @throws Error with the runner's message when the request failed
 */
export function progressOf({ request, working }: Standing, requestId: string): 'done' | 'under way' | 'ask again' {
  const own = request?.id === requestId ? request : undefined;
  if (own?.phase === 'failed') throw new Error(own.message);
  if (own?.phase === 'done') return 'done';
  return working ? 'under way' : 'ask again';
}
