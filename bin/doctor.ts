/** `npm run doctor`: looks for what would make a deployment fail. */
import { defineCommand } from '../common/cli/command';
import { main } from '../common/cli/main';
import { DOCTOR_FLAGS, readOptions } from '../tools/doctor/options';

export const command = defineCommand({
  name: 'doctor',
  summary: 'Checks, before a deployment, for what would make it fail. It changes nothing.',
  usage: { '-- [flags]': '' },
  flags: DOCTOR_FLAGS,
  statuses: {
    0: 'Nothing failed; warnings do not count',
    1: 'A deployment would fail, or there are no credentials',
  },
  async run(line) {
    const options = readOptions(line);
    const { runDoctor } = await import('../tools/doctor/doctor');
    return runDoctor(options);
  },
});

main(command, module);
