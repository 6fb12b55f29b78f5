/** The pace at which `npm start` sends its trips. */
import { parseCommandLine } from '../../../../common/cli/parse';
import { SAMPLE_RATE, START_FLAGS } from '../../../../local/run/flags';
import { readOptions } from '../../../../local/run/options';

const read = (...args: string[]) => readOptions(parseCommandLine(START_FLAGS, args), '/');

describe('the pace of npm start', () => {
  it('lets Flink keep up with the sample', () => {
    expect(read()).toMatchObject({ producerFlags: [], analyticsPace: ['--rate', String(SAMPLE_RATE)] });
  });

  it.each([[['trips.csv']], [['--rate', '9']], [['--speedup', '60']]])('is not limited with %j', (args) => {
    expect(read(...args).analyticsPace).toEqual([]);
  });

  it('is passed to the producer unchanged', () => {
    expect(read('--rate', '9').producerFlags).toEqual(['--rate', '9']);
  });
});
