/** `npm run studio`: starts, stops and shows the Studio application. */
import { defineCommand } from '../common/cli/command';
import { main } from '../common/cli/main';
import { readOptions, STUDIO_FLAGS } from '../tools/studio/options';

export const command = defineCommand({
  name: 'studio',
  summary: 'Starts, stops or shows the Studio application that computes the statistics.',
  usage: {
    '-- start': 'Start the application and its job, and wait until the job runs',
    '-- stop': 'Cancel the job and stop the application; only a start or a deployment starts it again',
    '-- status': 'Show the application, its job, the last checkpoint and what the runner did last',
  },
  flags: STUDIO_FLAGS,
  takesPositionals: true,
  statuses: { 0: 'Done', 1: 'It failed, or there are no credentials or no such stack' },
  async run(line) {
    const options = readOptions(line);
    const { runStudio } = await import('../tools/studio/studio');
    return runStudio(options);
  },
});

main(command, module);
