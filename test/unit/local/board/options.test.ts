import { openInBrowser } from '../../../../local/board/open';
import { readOptions, UsageError } from '../../../../local/run/options';

describe('the flags of the board', () => {
  it('show it on a free port and open nothing unless told', () => {
    expect(readOptions([], '/')).toMatchObject({ board: true, boardPort: 0, open: false });
    expect(readOptions(['--no-board', '--open', '--board-port', '8080'], '/')).toMatchObject({
      board: false,
      boardPort: 8080,
      open: true,
    });
  });

  it.each(['65536', '-1', '80a', '', '1.5'])('refuse --board-port=%s', (port) => {
    expect(() => readOptions([`--board-port=${port}`], '/')).toThrow(UsageError);
  });
});

describe('opening the board', () => {
  it('says whether something took the address, and minds no missing desktop', async () => {
    expect(await openInBrowser('http://127.0.0.1:1', [process.execPath, '-e', 'process.exit(0)'])).toBe(true);
    expect(await openInBrowser('http://127.0.0.1:1', [process.execPath, '-e', 'process.exit(3)'])).toBe(false);
    expect(await openInBrowser('http://127.0.0.1:1', ['no-such-opener'])).toBe(false);
  });
});
