/** Checks that a deployment can continue from the state of the stacks. */
import { type Check, type CheckResult, fail, ok, warn } from '../check';
import type { Context } from '../context';
import type { DeployedStack } from '../stacks';

export const stackStates: Check<Context> = {
  title: 'Stacks',
  needs: ['cloudformation:DescribeStacks'],
  async run({ stacks, connection }) {
    const all = await stacks.list();
    if (all.length === 0) return ok('none yet: a first deployment');
    const troubles = all.map((stack) => trouble(stack, connection.region)).filter((outcome) => outcome !== undefined);
    if (troubles.length === 0) return ok(`${all.length}, all in order`);
    const join = (key: 'found' | 'remedy') => troubles.map((outcome) => outcome[key]).join('\n');
    const isFatal = troubles.some(({ status }) => status === 'fail');
    return (isFatal ? fail : warn)(join('found'), join('remedy'));
  },
};

type Trouble = Exclude<CheckResult, { status: 'ok' }>;

function trouble({ name, status, isProtected }: DeployedStack, region: string): Trouble | undefined {
  const command = (verb: string, flags = '') =>
    `aws cloudformation ${verb} --stack-name ${name} --region ${region}${flags}`;
  const of = (severity: Trouble['status'], remedy: string): Trouble => ({
    status: severity,
    found: `${name} is ${status}`,
    remedy,
  });
  // The stack is empty and holds a change set that nobody executed.
  if (status === 'REVIEW_IN_PROGRESS') return undefined;
  if (status.endsWith('_IN_PROGRESS')) return of('warn', `Wait until the operation on ${name} has finished.`);
  if (status === 'ROLLBACK_COMPLETE' || status === 'ROLLBACK_FAILED')
    // `cdk deploy` deletes a stack that was never created, and starts again.
    return isProtected
      ? of('fail', command('update-termination-protection', ' --no-enable-termination-protection'))
      : of('warn', `\`cdk deploy\` deletes ${name} first.`);
  if (status === 'DELETE_FAILED')
    return of('fail', `${command('describe-stack-events')} shows what it waits for; then ${command('delete-stack')}.`);
  // A deployment with --no-rollback, or a rollback, stopped half-way.
  if (status.endsWith('_FAILED')) return of('fail', `npx cdk rollback ${name}`);
  return undefined;
}
