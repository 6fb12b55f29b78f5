/** The board's flags, and opening it in a browser. */
import { UsageError } from '../../../../common/cli/errors';
import { parseCommandLine } from '../../../../common/cli/parse';
import { openInBrowser } from '../../../../local/board/open';
import { START_FLAGS } from '../../../../local/run/flags';
import { readOptions } from '../../../../local/run/options';

const read = (...args: string[]) => readOptions(parseCommandLine(START_FLAGS, args), '/');

describe('the flags of the board', () => {
  it('start it on a free port and open no browser by default', () => {
    expect(read()).toMatchObject({ board: true, boardPort: 0, open: false });
    expect(read('--no-board', '--open', '--board-port', '8080')).toMatchObject({
      board: false,
      boardPort: 8080,
      open: true,
    });
  });

  it.each(['65536', '-1', '80a', '', '1.5'])('refuse --board-port=%s', (port) => {
    expect(() => read(`--board-port=${port}`)).toThrow(UsageError);
  });
});

describe('opening the board', () => {
  it('says whether a browser was opened, and does not fail without a desktop', async () => {
    expect(await openInBrowser('http://127.0.0.1:1', [process.execPath, '-e', 'process.exit(0)'])).toBe(true);
    expect(await openInBrowser('http://127.0.0.1:1', [process.execPath, '-e', 'process.exit(3)'])).toBe(false);
    expect(await openInBrowser('http://127.0.0.1:1', ['no-such-opener'])).toBe(false);
  });
});
