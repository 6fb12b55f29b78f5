/** The command line of `npm run query`. */
import { checkMonths } from '../../athena-sql/period';
import { readQuestions } from '../../athena-sql/question';
import { UsageError } from '../../common/cli/errors';
import type { CommandLine } from '../../common/cli/parse';

const DEFAULT_STATE = '.tripstream';

export const QUERY_FLAGS = {
  Flags: {
    month: {
      type: 'string',
      value: 'YYYY-MM',
      multiple: true,
      meaning: 'Read this month, in UTC; may be given several times',
      default: 'all that the lake has',
    },
    json: { type: 'boolean', meaning: 'Write the answer as one JSON document' },
    lake: { type: 'string', value: 'DIR', meaning: 'State folder of a run, or its lake', default: DEFAULT_STATE },
  },
} as const;

export interface Options {
  /** Name of a question, or SQL. */
  readonly ask: string;
  readonly months: readonly string[];
  readonly json: boolean;
  /** The state folder of a run, or the folder `lake` in it. */
  readonly lake: string;
}

/** @throws UsageError for no question, for more than one, and for what is not a month */
export function readOptions({ flags, positionals }: CommandLine<typeof QUERY_FLAGS>): Options {
  const [ask, ...more] = positionals;
  if (ask === undefined) throw new UsageError(`Name a question, or write SQL in quotes.\n\n${questionList()}`);
  if (more.length > 0)
    throw new UsageError(`One question at a time; put SQL in quotes. Got: ${positionals.join(' | ')}`);
  return {
    ask,
    months: readMonths(flags.texts('month')),
    json: flags.isOn('json'),
    lake: flags.text('lake') ?? DEFAULT_STATE,
  };
}

function readMonths(months: readonly string[]): readonly string[] {
  try {
    return checkMonths(months);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** @returns the names of the questions with what they ask, one a line */
export function questionList(): string {
  const questions = readQuestions();
  const width = Math.max(...questions.map(({ name }) => name.length));
  return ['Questions', ...questions.map(({ name, question }) => `  ${name.padEnd(width)}  ${question}`)].join('\n');
}
