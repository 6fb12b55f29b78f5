/** What `npm run studio` does: has the runner of a stage start, stop or show Studio. */
import { setTimeout as wait } from 'node:timers/promises';
import { explain } from '../../common/calling/aws-error';
import { UserError } from '../../common/cli/errors';
import { connect } from '../connection';
import { ask, showStatus } from './commands';
import type { Options } from './options';
import { RunnerClient } from './runner';

/**
 * Does what the command asks, and waits until it is done.
 * @returns exit status 0
 * @throws UserError for missing credentials, a missing stack, or a failure of the runner
 */
export async function runStudio({ command, stage, target }: Options): Promise<number> {
  const waiting = { wait, tell: (line: string) => process.stdout.write(`${line}\n`) };
  try {
    const runner = await RunnerClient.find(stage, await connect(target));
    if (command === 'status') await showStatus(runner, waiting);
    else await ask(runner, command === 'start' ? 'deploy' : 'delete', waiting);
    return 0;
  } catch (error) {
    const reason = explain(error) ?? (error instanceof Error ? error.message : String(error));
    throw new UserError(reason, { cause: error });
  }
}
