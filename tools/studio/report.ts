/** Writes the status of Studio as text for a terminal. */
import type { RunOutcome, Standing } from '../../lambda/studio-runner/contract';

export function standingText({ application, jobs, request, check, working }: Standing): string {
  const lines = [`Application   ${application === 'NONE' ? 'there is none' : application}`];
  if (jobs?.length === 0) lines.push('Job           none');
  for (const { id, state, startedAt, failures, checkpoints, checkpointAt } of jobs ?? []) {
    const since = new Date(startedAt).toISOString();
    const failed = failures === 0 ? '' : `, ${failures} failures remembered`;
    lines.push(`Job           ${id} ${state} since ${since}${failed}`);
    const last = checkpointAt === undefined ? '' : `, the last at ${new Date(checkpointAt).toISOString()}`;
    lines.push(`Checkpoints   ${checkpoints}${last}`);
  }
  if (request) lines.push(`Last request  ${outcomeText(request)}`);
  if (check && check.at !== request?.at) lines.push(`Last run      ${outcomeText(check)}`);
  if (working) lines.push('A run is in progress.');
  return lines.join('\n');
}

function outcomeText({ action, phase, at, message }: RunOutcome): string {
  return `${action} ${phase} at ${at}: ${message}`;
}
