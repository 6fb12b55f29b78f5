import { type Command, defineCommand } from '../../../../common/cli/command';
import { mendable, UsageError, UserError } from '../../../../common/cli/errors';
import { main, runCommand } from '../../../../common/cli/main';

const FLAGS = {
  Flags: {
    loud: { type: 'boolean', meaning: 'Shout' },
    'max-number-of-words': {
      type: 'string',
      value: 'N',
      meaning: 'A limit that needs a long explanation, longer than what fits into one line of the help text',
      default: '12',
    },
  },
} as const;

const run = jest.fn<number | Promise<number>, Parameters<Command<typeof FLAGS>['run']>>();
const command = defineCommand({
  name: 'speak',
  summary: 'Says something.',
  usage: { '-- WORD…': 'Say WORD', '-- --loud WORD…': 'Shout it' },
  flags: FLAGS,
  takesPositionals: true,
  notes: 'Silence is golden.',
  statuses: { 0: 'It was said', 1: 'It was not' },
  examples: ['npm run speak -- hello'],
  run,
});

async function runWith(...argv: string[]) {
  const out = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const err = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const status = await runCommand(command, argv);
  const text = ({ mock }: jest.SpyInstance) => mock.calls.map(([part]) => String(part)).join('');
  const result = { status, out: text(out), err: text(err) };
  jest.restoreAllMocks();
  return result;
}

beforeEach(() => run.mockReset());

it('does the work and exits with its status', async () => {
  run.mockResolvedValue(3);
  expect(await runWith('--loud', 'hello')).toEqual({ status: 3, out: '', err: '' });
  expect(run.mock.calls[0]?.[0]).toMatchObject({ positionals: ['hello'] });
});

it('prints the help, and does no work for it', async () => {
  expect(await runWith('hello', '--help')).toEqual({
    status: 0,
    err: '',
    out: [
      'Says something.',
      '',
      '  npm run speak -- WORD…         Say WORD',
      '  npm run speak -- --loud WORD…  Shout it',
      '',
      'Flags',
      '  --loud                   Shout',
      '  --max-number-of-words N  A limit that needs a long explanation, longer than what fits into one',
      '                           line of the help text [12]',
      '  --help                   Show this text',
      '',
      'Silence is golden.',
      '',
      'Exit status',
      '  0  It was said',
      '  1  It was not',
      '  2  The command line was wrong',
      '',
      'Examples',
      '  npm run speak -- hello',
      '',
    ].join('\n'),
  });
  expect(run).not.toHaveBeenCalled();
});

it.each([
  ['an unknown flag', ['--bogus'], "Unknown option '--bogus' (--help shows all flags)\n"],
  ['a missing value', ['--max-number-of-words'], expect.stringContaining('--max-number-of-words')],
])('exits with 2 for %s, and does no work', async (_, argv, err) => {
  expect(await runWith(...argv)).toEqual({ status: 2, out: '', err });
  expect(run).not.toHaveBeenCalled();
});

it.each([
  [new UsageError('Say more.'), 2],
  [new UserError('Nobody is here.'), 1],
])('prints only the message of %s', async (error, status) => {
  run.mockRejectedValue(error);
  expect(await runWith()).toEqual({ status, out: '', err: `${error.message}\n` });
});

it('prints the stack of any other error', async () => {
  const error = new TypeError('x is undefined');
  run.mockImplementation(() => {
    throw error;
  });
  expect(await runWith()).toEqual({ status: 1, out: '', err: `${error.stack}\n` });
  run.mockRejectedValue('a text');
  expect(await runWith()).toEqual({ status: 1, out: '', err: 'a text\n' });
});

it('describes without running where Node was started with another file', () => {
  main(command, { id: 'another' } as NodeJS.Module);
  expect(run).not.toHaveBeenCalled();
});

it('leaves mending to the user where all failures are theirs', async () => {
  const cause = new Error('column not found');
  const failing = (error: unknown) =>
    mendable(() => {
      throw error;
    });
  await expect(failing(cause)).rejects.toMatchObject({ name: 'UserError', message: 'column not found', cause });
  const usage = new UsageError('Say more.');
  await expect(failing(usage)).rejects.toBe(usage);
  await expect(mendable(() => 5)).resolves.toBe(5);
});
