/** Checks that the account has enough Lambda concurrency left. */
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { StackPart } from '../../../lib/names';
import type { StageSettings } from '../../../lib/stages';
import type { FunctionSettings } from '../../../lib/stages/function';
import { type Check, fail, ok } from '../check';
import type { Context } from '../context';

/**
 * Executions that Lambda keeps unreserved:
 * https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionConcurrency.html
 */
const STAYS_UNRESERVED = 100;

/** Code of the quota "Concurrent executions" in Service Quotas. */
const QUOTA = 'L-B99A9384';

/** The quota of a new account may be 10. */
export const lambdaConcurrency: Check<Context> = {
  title: 'Lambda concurrency',
  needs: ['lambda:GetAccountSettings', 'cloudformation:DescribeStacks'],
  async run({ stage, connection, stacks }) {
    const { AccountLimit } = await new LambdaClient(connection).send(new GetAccountSettingsCommand({}));
    const { ConcurrentExecutions: quota = 0, UnreservedConcurrentExecutions: unreserved = 0 } = AccountLimit ?? {};
    let wanted = 0;
    // A deployed stack has its concurrency already.
    for (const { part, settings } of functionsOf(stage))
      if (!(await stacks.isDeployed(part))) wanted += reservedBy(settings);
    if (wanted === 0) return ok(`${quota}, and this deployment reserves none`);
    const found = `${unreserved} of ${quota} unreserved; this deployment reserves ${wanted}, and ${STAYS_UNRESERVED} must stay unreserved`;
    if (unreserved - wanted >= STAYS_UNRESERVED) return ok(found);
    const desired = quota - unreserved + wanted + STAYS_UNRESERVED;
    return fail(
      found,
      `aws service-quotas request-service-quota-increase --service-code lambda --quota-code ${QUOTA} --desired-value ${desired} --region ${connection.region}; or leave \`concurrency\` out of lib/stages.ts.`,
    );
  },
};

/** @returns the functions of a stage with their settings, and the stack of each */
export function functionsOf(stage: StageSettings): readonly { part: StackPart; settings: FunctionSettings }[] {
  return [
    { part: 'Delivery', settings: stage.delivery.transform },
    { part: 'Analytics', settings: stage.analytics.index },
    { part: 'Analytics', settings: stage.analytics.runner.function },
    { part: 'Analytics', settings: stage.analytics.runner.deployment },
    { part: 'Search', settings: stage.search.setup },
  ];
}

/** @returns the concurrency that a function reserves; provisioned environments are part of it */
export function reservedBy({ concurrency }: FunctionSettings): number {
  return concurrency === undefined ? 0 : Math.max(concurrency.reserved, concurrency.provisioned);
}
