/** Reads what the runner is asked: by its schedule, a deployment, or a person. */
import type { RunnerEvent } from './contract';

/** @throws Error for an event that asks for nothing known */
export function readEvent(event: unknown): RunnerEvent {
  const { action, requestId, look } = Object(event) as Readonly<Record<string, unknown>>;
  if (action === 'reconcile') return { action };
  if (action === 'status') return { action, look: look === true };
  if (action !== 'deploy' && action !== 'delete')
    throw new Error(`The action is ${JSON.stringify(action)}: give reconcile, deploy, delete or status.`);
  if (typeof requestId !== 'string' || requestId === '')
    throw new Error(`The action ${action} needs a requestId, by which its outcome is found again.`);
  return { action, requestId };
}
