import { UsageError } from '../../../../common/cli/errors';
import { readCounts } from '../../../../common/cli/given-flags';
import { parseCommandLine } from '../../../../common/cli/parse';

const FLAGS = {
  First: {
    name: { type: 'string', value: 'NAME', meaning: 'A text' },
    month: { type: 'string', value: 'MONTH', meaning: 'One of several', multiple: true },
  },
  Second: {
    times: { type: 'string', value: 'N', meaning: 'A whole number' },
    rate: { type: 'string', value: 'X', meaning: 'A number' },
    dry: { type: 'boolean', meaning: 'A switch' },
  },
} as const;

const parse = (...args: string[]) => parseCommandLine(FLAGS, args);

describe('a command line', () => {
  it('gives the flags of all groups, and what is not a flag', () => {
    const { flags, positionals, help } = parse('a.csv', '--name', 'x', '--dry', '--', '--b.csv');
    expect(flags.text('name')).toBe('x');
    expect(flags.isOn('dry')).toBe(true);
    expect(positionals).toEqual(['a.csv', '--b.csv']);
    expect(help).toBe(false);
  });

  it('leaves out what is not given', () => {
    const { flags } = parse();
    expect(flags.text('name')).toBeUndefined();
    expect(flags.texts('month')).toEqual([]);
    expect(flags.isOn('dry')).toBe(false);
    expect(flags.positive('rate')).toBeUndefined();
    expect(flags.count('times', 7, 1)).toBe(7);
  });

  it('keeps every value of a flag that may be given several times', () => {
    expect(parse('--month', '1', '--month', '2').flags.texts('month')).toEqual(['1', '2']);
  });

  it.each(['--help', '-h'])('asks for the help with %s', (flag) => {
    expect(parse(flag).help).toBe(true);
  });

  it.each([
    [['--bogus'], "Unknown option '--bogus' (--help shows all flags)"],
    [['--name'], "Option '--name <value>' argument missing (--help shows all flags)"],
    [['--dry=1'], "Option '--dry' does not take an argument (--help shows all flags)"],
  ])('refuses %j', (args, message) => {
    expect(() => parse(...args)).toThrow(new UsageError(message));
    expect(() => parse(...args)).toThrow(UsageError);
  });

  it('refuses words where a command takes flags alone', () => {
    expect(() => parseCommandLine({}, ['now'], false)).toThrow(/'now'.*--help/);
  });
});

describe('a value', () => {
  it('is read as a whole number', () => {
    expect(parse('--times', '12').flags.count('times', 1, 0)).toBe(12);
  });

  it.each(['0', '-1', '1.5', 'many', '', '1e3', '9007199254740993'])(
    'is refused as a count of at least 1: %j',
    (text) => {
      expect(() => parse(`--times=${text}`).flags.count('times', 5, 1)).toThrow(
        new UsageError(`--times ${text}: expected a whole number of at least 1.`),
      );
    },
  );

  it('is read as a number above 0', () => {
    expect(parse('--rate', '0.5').flags.positive('rate')).toBe(0.5);
  });

  it.each(['0', '-1', 'fast', 'Infinity'])('is refused as a number above 0: %j', (text) => {
    expect(() => parse(`--rate=${text}`).flags.positive('rate')).toThrow(`--rate ${text}: expected a number above 0.`);
  });

  it('is one of a few words', () => {
    const choose = (...args: string[]) => parse(...args).flags.choice('name', ['dev', 'prod'], 'dev');
    expect(choose()).toBe('dev');
    expect(choose('--name', 'prod')).toBe('prod');
    expect(() => choose('--name', 'test')).toThrow(new UsageError('--name test: choose dev or prod.'));
  });
});

describe('numbers without flags', () => {
  const read = (...args: string[]) => readCounts(args, { TRIPS: 500, PAIRS: 5 });

  it('are read in order, each with its default', () => {
    expect(read()).toEqual({ TRIPS: 500, PAIRS: 5 });
    expect(read('9')).toEqual({ TRIPS: 9, PAIRS: 5 });
    expect(read('9', '2')).toEqual({ TRIPS: 9, PAIRS: 2 });
  });

  it('are refused by their placeholder', () => {
    expect(() => read('9', 'two')).toThrow(new UsageError('PAIRS two: expected a whole number of at least 1.'));
    expect(() => read('9', '2', '1')).toThrow(UsageError);
  });
});
