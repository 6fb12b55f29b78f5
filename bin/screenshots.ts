/** `npm run screenshots`: takes the pictures of the board. */
import { defineCommand } from '../common/cli/command';
import { main } from '../common/cli/main';

export const command = defineCommand({
  name: 'screenshots',
  summary: 'Streams the sample through the whole pipeline and pictures the board, docs/images/*.png.',
  usage: { '': '' },
  flags: {},
  notes: 'It needs Java and Chromium.',
  statuses: { 0: 'The pictures are taken', 1: 'An engine or Chromium is missing, or the board made a mistake' },
  async run() {
    const { takeScreenshots } = await import('../tools/docs/screenshots');
    return takeScreenshots();
  },
});

main(command, module);
