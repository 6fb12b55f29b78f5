import { Progress, render } from '../../../producer/progress';

const SNAPSHOT = { bytesRead: 50, bytesTotal: 200, rows: 1_234, inFlight: 3, retries: 2 };

it('shows how much is read, how fast, and what is in flight', () => {
  expect(render(SNAPSHOT, 567.8)).toBe('██████░░░░░░░░░░░░░░░░░░  25 %  1,234 rows, 568/s, 3 in flight, 2 retries');
});

it('shows no share of an input whose size is not known', () => {
  expect(render({ ...SNAPSHOT, bytesTotal: undefined }, 0)).toBe('1,234 rows, 0/s, 3 in flight, 2 retries');
});

describe('Progress', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  function started(isTTY: boolean) {
    const written: string[] = [];
    const out = { isTTY, columns: 60, write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream;
    return { written, progress: new Progress(out, () => SNAPSHOT) };
  }

  it('writes a line every few seconds without a terminal', () => {
    const { written, progress } = started(false);
    jest.advanceTimersByTime(10_000);
    expect(written).toEqual([expect.stringMatching(/25 %.*\n$/), expect.stringMatching(/25 %.*\n$/)]);
    progress.stop();
  });

  it('redraws a bar on a terminal, no wider than it, with messages above', () => {
    const { written, progress } = started(true);
    jest.advanceTimersByTime(200);
    const bar = written[0]?.replace('\r\u001b[K', '') ?? '';
    expect(bar).toHaveLength(59);
    progress.log('a message');
    expect(written[1]).toBe(`\r\u001b[Ka message\n${bar}`);
    progress.stop();
    expect(written[2]).toBe('\r\u001b[K');
    jest.advanceTimersByTime(1_000);
    expect(written).toHaveLength(3);
  });
});
