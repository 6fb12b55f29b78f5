/** Checks that CloudWatch Logs has room for one more resource policy. */
import { CloudWatchLogsClient, DescribeResourcePoliciesCommand } from '@aws-sdk/client-cloudwatch-logs';
import { type Check, fail, ok } from '../check';
import type { Context } from '../context';

/**
 * Policies that an account may have in a region; the limit cannot be raised:
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html
 */
const MOST = 10;

/** The stack needs one policy, which lets OpenSearch write its logs. */
export const logPolicies: Check<Context> = {
  title: 'Log resource policies',
  needs: ['logs:DescribeResourcePolicies', 'cloudformation:DescribeStacks'],
  async run({ connection, stacks }) {
    const client = new CloudWatchLogsClient(connection);
    const names: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = await client.send(new DescribeResourcePoliciesCommand({ nextToken }));
      names.push(...(page.resourcePolicies ?? []).map(({ policyName = '' }) => policyName));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    const found = `${names.length} of ${MOST} in use`;
    if (names.length < MOST || (await stacks.isDeployed('Search'))) return ok(found);
    return fail(
      `${found}, and one more is needed`,
      `Delete one that is not used any more, or merge two: ${names.join(', ')}. \`aws logs delete-resource-policy --policy-name NAME --region ${connection.region}\``,
    );
  },
};
