/** `npm run bench:transform`: measures the transform. */
import { defineCommand } from '../common/cli/command';
import { main } from '../common/cli/main';

export const command = defineCommand({
  name: 'bench:transform',
  summary: 'Measures the CPU time of the transform per trip, warm.',
  usage: { '': '' },
  flags: {},
  notes: 'With CPU_PROFILE=DIR in the environment it leaves a profile there, for the developer tools of a browser.',
  statuses: { 0: 'The figures are printed', 1: 'It failed' },
  async run() {
    const { benchTransform } = await import('../bench/transform');
    return benchTransform(process.env.CPU_PROFILE);
  },
});

main(command, module);
