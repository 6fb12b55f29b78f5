/** `npm run engines`: fetches Flink and OpenSearch ahead of the first `npm start`. */
import { defineCommand } from '../common/cli/command';
import { main } from '../common/cli/main';

export const command = defineCommand({
  name: 'engines',
  summary: 'Fetches Flink and OpenSearch into .engines/ (some 340 MB), so that npm start finds them there.',
  usage: { '': '' },
  flags: {},
  notes: 'It needs Java and Maven, and says how to install them where they are missing.',
  statuses: { 0: 'The engines are in place', 1: 'Java or Maven is missing, or Maven failed' },
  async run() {
    const { fetchAll } = await import('../local/engines/fetch');
    return fetchAll();
  },
});

main(command, module);
