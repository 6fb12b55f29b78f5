/** `npm run test:deploy`: deploys the app to an emulator of AWS and sends trips through it. */
import { defineCommand } from '../common/cli/command';
import { main } from '../common/cli/main';

export const command = defineCommand({
  name: 'test:deploy',
  summary: 'Deploys the app with the real CDK CLI to ministack, an emulator of AWS, and sends trips through it.',
  usage: { '-- [flags]': '' },
  flags: {
    Flags: {
      twice: { type: 'boolean', meaning: 'Run two rounds, each from an empty server' },
      required: { type: 'boolean', meaning: 'Fail where Python or ministack is missing, instead of skipping the test' },
    },
  },
  statuses: { 0: 'The deployment holds, or it was skipped', 1: 'It failed, or it is required and cannot run' },
  async run({ flags }) {
    const { testDeployment } = await import('../test/deploy/run');
    return testDeployment({ rounds: flags.isOn('twice') ? 2 : 1, isRequired: flags.isOn('required') });
  },
});

main(command, module);
