/** The command line of `npm run studio`. */
import { UsageError } from '../../common/cli/errors';
import type { CommandLine } from '../../common/cli/parse';
import type { Target } from '../connection';
import { AWS_FLAGS, readStage, readTarget } from '../flags';

const COMMANDS = ['start', 'stop', 'status'] as const;

export const STUDIO_FLAGS = AWS_FLAGS;

export interface Options {
  readonly command: (typeof COMMANDS)[number];
  readonly stage: string;
  readonly target: Target;
}

/** @throws UsageError for a command or a stage that does not exist */
export function readOptions({ flags, positionals }: CommandLine<typeof STUDIO_FLAGS>): Options {
  const command = COMMANDS.find((each) => each === positionals[0]);
  if (command === undefined || positionals.length > 1)
    throw new UsageError(`Give one of ${COMMANDS.join(', ')}, not "${positionals.join(' ')}".`);
  return { command, stage: readStage(flags), target: readTarget(flags) };
}
