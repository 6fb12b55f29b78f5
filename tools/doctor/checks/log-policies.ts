import { CloudWatchLogsClient, DescribeResourcePoliciesCommand } from '@aws-sdk/client-cloudwatch-logs';
import { type Check, fail, ok } from '../check';
import type { Context } from '../context';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html; cannot be raised. */
const MOST = 10;

/** Room for the one by which OpenSearch may write its logs. */
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
      `Delete one that is no longer used, or join two: ${names.join(', ')}. \`aws logs delete-resource-policy --policy-name NAME --region ${connection.region}\``,
    );
  },
};
