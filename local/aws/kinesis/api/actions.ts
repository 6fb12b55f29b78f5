/** The actions of Kinesis by name. */
import { ApiError, type Body } from '../../aws-json/protocol';
import type { Context } from './context';
import { putActions } from './put-actions';
import { readActions } from './read-actions';
import { streamActions } from './stream-actions';

const ACTIONS = new Map(Object.entries({ ...streamActions, ...putActions, ...readActions }));

const DATA_CALLS = new Set(['PutRecord', 'PutRecords', 'GetRecords']);

/** True for the actions that carry records. Only these can have faults. */
export function carriesRecords(action: string): boolean {
  return DATA_CALLS.has(action);
}

/**
 * Runs an action.
 * @throws ApiError as AWS would answer. UnknownOperationException names the supported actions.
 */
export function perform(action: string, body: Body, context: Context): object {
  const run = ACTIONS.get(action);
  if (run === undefined) {
    throw new ApiError(
      'UnknownOperationException',
      `This local Kinesis endpoint has no action ${JSON.stringify(action)}. It has: ${[...ACTIONS.keys()].join(', ')}.`,
    );
  }
  return run(body, context);
}
