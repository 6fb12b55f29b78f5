/** The flags by which the doctor and Studio's command choose a stage, an account and a region. */
import type { FlagTable } from '../common/cli/flags';
import type { GivenFlags } from '../common/cli/given-flags';
import { STAGE_NAMES } from '../lib/names';
import type { Target } from './connection';

export const AWS_FLAGS = {
  'What is looked at': {
    stage: { type: 'string', value: 'NAME', meaning: `Stage: ${STAGE_NAMES.join(' or ')}`, default: 'dev' },
    region: { type: 'string', value: 'REGION', meaning: 'AWS region', default: "AWS_REGION, or the profile's" },
    profile: {
      type: 'string',
      value: 'NAME',
      meaning: 'Profile in the AWS configuration files',
      default: 'AWS_PROFILE, or default',
    },
  },
} as const satisfies FlagTable;

/** Whatever else the command has. */
type AwsFlags = Pick<GivenFlags<typeof AWS_FLAGS>, 'text' | 'choice'>;

/** @throws UsageError for a stage that does not exist */
export function readStage(flags: AwsFlags): string {
  return flags.choice('stage', STAGE_NAMES, 'dev');
}

export function readTarget(flags: AwsFlags): Target {
  return { region: flags.text('region'), profile: flags.text('profile') };
}
