/** Checks that the account may have more on-demand streams. */
import { DescribeLimitsCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import type { StackPart } from '../../../lib/names';
import { type Check, fail, ok } from '../check';
import type { Context } from '../context';

/** Each of these stacks creates an on-demand stream: of trips, of statistics. */
const STREAMS_OF: readonly StackPart[] = ['Storage', 'Analytics'];

export const streams: Check<Context> = {
  title: 'On-demand streams',
  needs: ['kinesis:DescribeLimits', 'cloudformation:DescribeStacks'],
  async run({ connection, stacks }) {
    const { OnDemandStreamCount: used = 0, OnDemandStreamCountLimit: quota = 0 } = await new KinesisClient(
      connection,
    ).send(new DescribeLimitsCommand({}));
    const deployed = await Promise.all(STREAMS_OF.map((part) => stacks.isDeployed(part)));
    const wanted = deployed.filter((isThere) => !isThere).length;
    const found = `${used} of ${quota} in use, ${wanted} to be created`;
    if (used + wanted <= quota) return ok(found);
    return fail(found, `Delete streams that nobody uses, or ask AWS Support for ${used + wanted} in this region.`);
  },
};
