/** The command line of the doctor. */
import { parseArgs } from 'node:util';
import { STAGE_NAMES, type StageSettings, stageSettings } from '../../lib/stages';
import type { Target } from '../shared/connection';

export const HELP = `Looks, before a deployment, for what would make it fail. It changes nothing.

  npm run doctor -- [flags]

  --stage NAME      ${STAGE_NAMES.join(' or ')} [dev]
  --region REGION   AWS region [AWS_REGION, or the profile's]
  --profile NAME    Of the AWS configuration files [AWS_PROFILE, or default]
  --json            The findings as one JSON object on standard output
  --help            Shows this text

Exit status
  0    nothing failed; what is only to be looked at does not count
  1    a deployment would fail, or there are no credentials
  2    the command line was wrong
`;

export interface Options {
  readonly stage: StageSettings;
  readonly target: Target;
  readonly json: boolean;
}

/** @throws Error that says what is wrong with the command line */
export function parseOptions(argv: readonly string[]): Options | 'help' {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      stage: { type: 'string', default: 'dev' },
      region: { type: 'string' },
      profile: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const { stage, region, profile, json } = values;
  if (!STAGE_NAMES.includes(stage)) throw new Error(`--stage ${stage}: choose ${STAGE_NAMES.join(' or ')}.`);
  return { stage: stageSettings(stage), target: { region, profile }, json };
}
