/** The command line of `npm run doctor`. */
import type { FlagTable } from '../../common/cli/flags';
import type { CommandLine } from '../../common/cli/parse';
import type { Target } from '../connection';
import { AWS_FLAGS, readStage, readTarget } from '../flags';

export const DOCTOR_FLAGS = {
  ...AWS_FLAGS,
  Output: { json: { type: 'boolean', meaning: 'Write the findings as one JSON object to standard output' } },
} as const satisfies FlagTable;

export interface Options {
  readonly stage: string;
  readonly target: Target;
  readonly json: boolean;
}

/** @throws UsageError for a stage that does not exist */
export function readOptions({ flags }: CommandLine<typeof DOCTOR_FLAGS>): Options {
  return { stage: readStage(flags), target: readTarget(flags), json: flags.isOn('json') };
}
