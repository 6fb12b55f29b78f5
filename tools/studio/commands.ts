/** The commands of `npm run studio`, and how long they wait. */
import { randomUUID } from 'node:crypto';
import type { Standing } from '../../lambda/studio-runner/contract';
import { standingText } from './report';
import type { RunnerClient } from './runner';

const POLL_MS = 5_000;
/** As long as a deployment waits. */
const LONGEST_MS = 45 * 60_000;

/** How the commands wait and report, so that tests need not wait. */
export interface Waiting {
  readonly wait: (ms: number) => Promise<unknown>;
  readonly tell: (line: string) => void;
}

export async function showStatus(runner: RunnerClient, { tell }: Waiting): Promise<void> {
  tell(standingText(await runner.standing(true)));
}

/**
 * Asks the runner to start or to stop Studio, and waits until that is done.
 * @throws Error with the runner's message when it fails, or after 45 minutes
 */
export async function ask(runner: RunnerClient, action: 'deploy' | 'delete', { wait, tell }: Waiting): Promise<void> {
  const id = `person-${randomUUID()}`;
  let told = '';
  await runner.begin(action, id);
  for (let waited = 0; waited < LONGEST_MS; waited += POLL_MS) {
    await wait(POLL_MS);
    const standing = await runner.standing(false);
    const outcome = standing.request?.id === id ? standing.request : undefined;
    if (outcome?.phase === 'failed') throw new Error(outcome.message);
    if (outcome?.phase === 'done') return tell(outcome.message);
    const line = progressText(standing, outcome !== undefined);
    if (line !== told) tell(line);
    told = line;
    // The run gave way to another, or was aborted.
    if (!standing.working) await runner.begin(action, id);
  }
  throw new Error(`Not done after ${LONGEST_MS / 60_000} minutes: npm run studio -- status shows the current state.`);
}

function progressText({ application }: Standing, isBegun: boolean): string {
  return isBegun ? `The application is ${application} …` : 'Waiting for another run of the runner to end …';
}
