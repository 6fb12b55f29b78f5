/** Tests the doctor's checks of quotas: Lambda concurrency, on-demand streams, log policies. */
import { DescribeResourcePoliciesCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeLimitsCommand } from '@aws-sdk/client-kinesis';
import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda';
import { stageSettings } from '../../../../lib/stages';
import { examine } from '../../../../tools/doctor/check';
import { functionsOf, lambdaConcurrency, reservedBy } from '../../../../tools/doctor/checks/lambda-concurrency';
import { logPolicies } from '../../../../tools/doctor/checks/log-policies';
import { streams } from '../../../../tools/doctor/checks/streams';
import { contextOf, fakeAws } from './fake-aws';

const aws = fakeAws();
beforeEach(aws.reset);

describe('the concurrency of Lambda', () => {
  const answer = (quota: number, unreserved = quota) =>
    aws.lambda.on(GetAccountSettingsCommand).resolves({
      AccountLimit: { ConcurrentExecutions: quota, UnreservedConcurrentExecutions: unreserved },
    });

  it("accepts a new account's quota where the stage reserves nothing", async () => {
    answer(10);
    expect(await examine(lambdaConcurrency, contextOf('dev'))).toMatchObject({ status: 'ok' });
  });

  it('leaves exactly 100 unreserved', async () => {
    answer(140);
    expect(await examine(lambdaConcurrency, contextOf('prod'))).toMatchObject({ status: 'ok' });
    answer(139);
    expect(await examine(lambdaConcurrency, contextOf('prod'))).toMatchObject({
      status: 'fail',
      remedy: expect.stringContaining('--quota-code L-B99A9384 --desired-value 140 '),
    });
  });

  it('counts what others reserve', async () => {
    answer(1000, 120);
    expect(await examine(lambdaConcurrency, contextOf('prod'))).toMatchObject({
      status: 'fail',
      found: '120 of 1000 unreserved; this deployment reserves 40, and 100 must stay unreserved',
      remedy: expect.stringContaining('--desired-value 1020 '),
    });
  });

  it('does not count again what a deployed stack reserves', async () => {
    aws.deploy('prod', { Delivery: 'UPDATE_COMPLETE' });
    answer(140, 100);
    expect(await examine(lambdaConcurrency, contextOf('prod'))).toMatchObject({ status: 'ok' });
  });

  it.each(['dev', 'prod'] as const)('knows every function that has a concurrency in %s', (name) => {
    const stage = stageSettings(name);
    const known = functionsOf(stage).map(({ settings }) => settings);
    const reserving = [...settingsWithin(stage)].filter((settings) => 'concurrency' in settings);
    expect(known).toEqual(expect.arrayContaining(reserving));
  });

  it('counts provisioned environments as reserved', () => {
    const { timeout } = stageSettings('dev').delivery.transform;
    const settings = { memorySize: 128, logLevel: 'INFO', timeout } as const;
    expect(reservedBy({ ...settings, concurrency: { provisioned: 4, reserved: 40 } })).toBe(40);
    expect(reservedBy(settings)).toBe(0);
  });
});

function* settingsWithin(value: object): Generator<object> {
  yield value;
  for (const inner of Object.values(value)) if (typeof inner === 'object' && inner) yield* settingsWithin(inner);
}

describe('on-demand streams', () => {
  const answer = (used: number, quota: number) =>
    aws.kinesis.on(DescribeLimitsCommand).resolves({
      ShardLimit: 200,
      OpenShardCount: 0,
      OnDemandStreamCount: used,
      OnDemandStreamCountLimit: quota,
    });

  it('need room for exactly two', async () => {
    answer(48, 50);
    expect(await examine(streams, contextOf('dev'))).toMatchObject({ status: 'ok' });
    answer(49, 50);
    expect(await examine(streams, contextOf('dev'))).toMatchObject({
      status: 'fail',
      found: '49 of 50 in use, 2 to be created',
    });
  });

  it('need no room where they are deployed', async () => {
    aws.deploy('dev', { Storage: 'CREATE_COMPLETE', Analytics: 'UPDATE_ROLLBACK_COMPLETE' });
    answer(50, 50);
    expect(await examine(streams, contextOf('dev'))).toMatchObject({ status: 'ok' });
  });

  it('do not count as created where their stack was rolled back', async () => {
    aws.deploy('dev', { Storage: 'ROLLBACK_COMPLETE', Analytics: 'CREATE_COMPLETE' });
    answer(50, 50);
    expect(await examine(streams, contextOf('dev'))).toMatchObject({ status: 'fail' });
  });
});

describe('log resource policies', () => {
  const policies = (count: number) => Array.from({ length: count }, (_, n) => ({ policyName: `policy-${n}` }));
  const answer = (first: number, second: number) =>
    aws.logs
      .on(DescribeResourcePoliciesCommand)
      .resolves({ resourcePolicies: policies(first), nextToken: 'more' })
      .on(DescribeResourcePoliciesCommand, { nextToken: 'more' })
      .resolves({ resourcePolicies: policies(second) });

  it('need room for one, on all pages together', async () => {
    answer(6, 3);
    expect(await examine(logPolicies, contextOf('dev'))).toMatchObject({ status: 'ok', found: '9 of 10 in use' });
    answer(6, 4);
    expect(await examine(logPolicies, contextOf('dev'))).toMatchObject({
      status: 'fail',
      remedy: expect.stringContaining('policy-5'),
    });
  });

  it('need no room where ours is among the ten', async () => {
    aws.deploy('dev', { Search: 'CREATE_COMPLETE' });
    answer(6, 4);
    expect(await examine(logPolicies, contextOf('dev'))).toMatchObject({ status: 'ok' });
  });
});
