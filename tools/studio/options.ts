/** The command line of `npm run studio`. */
import { parseArgs } from 'node:util';
import { STAGE_NAMES } from '../../lib/stages';
import type { Target } from '../shared/connection';

const COMMANDS = ['start', 'stop', 'status'] as const;

export const HELP = `Starts, stops and shows the Studio application of the live statistics.

  npm run studio -- start     Starts it and its job, and waits until the job is at work
  npm run studio -- stop      Cancels the job and stops the application: nothing but a start or a deployment starts it again
  npm run studio -- status    Shows the application, its job, the last checkpoint and what the runner did last

  --stage NAME      ${STAGE_NAMES.join(' or ')} [dev]
  --region REGION   AWS region [AWS_REGION, or the profile's]
  --profile NAME    Of the AWS configuration files [AWS_PROFILE, or default]
  --help            Shows this text

Exit status
  0    done
  1    it failed, or there are no credentials or no such stack
  2    the command line was wrong
`;

export interface Options {
  readonly command: (typeof COMMANDS)[number];
  readonly stage: string;
  readonly target: Target;
}

/** @throws Error that says what is wrong with the command line */
export function parseOptions(argv: readonly string[]): Options | 'help' {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      stage: { type: 'string', default: 'dev' },
      region: { type: 'string' },
      profile: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const { stage, region, profile } = values;
  const command = COMMANDS.find((each) => each === positionals[0]);
  if (command === undefined || positionals.length > 1)
    throw new Error(`Give one of ${COMMANDS.join(', ')}, not "${positionals.join(' ')}".`);
  if (!STAGE_NAMES.includes(stage)) throw new Error(`--stage ${stage}: choose ${STAGE_NAMES.join(' or ')}.`);
  return { command, stage, target: { region, profile } };
}
