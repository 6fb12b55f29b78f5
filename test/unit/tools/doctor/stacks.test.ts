/** Tests the doctor's checks of the stacks' states and of names that must be free. */
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetDatabaseCommand } from '@aws-sdk/client-glue';
import { DescribeDomainCommand } from '@aws-sdk/client-opensearch';
import { examine } from '../../../../tools/doctor/check';
import { names } from '../../../../tools/doctor/checks/names';
import { stackStates } from '../../../../tools/doctor/checks/stack-states';
import { awsError, contextOf, fakeAws } from './fake-aws';

const aws = fakeAws();
beforeEach(aws.reset);

describe('the stacks', () => {
  it('may be none yet', async () => {
    expect(await examine(stackStates, contextOf('dev'))).toMatchObject({ status: 'ok' });
  });

  it.each(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'REVIEW_IN_PROGRESS'])(
    'can be deployed to when %s',
    async (status) => {
      aws.deploy('dev', { Storage: status });
      expect(await examine(stackStates, contextOf('dev'))).toMatchObject({ status: 'ok', found: '1, all in order' });
    },
  );

  it.each([
    ['UPDATE_IN_PROGRESS', 'warn', 'Wait until'],
    ['ROLLBACK_COMPLETE', 'warn', '`cdk deploy` deletes Tripstream-dev-Storage first'],
    ['DELETE_FAILED', 'fail', 'delete-stack --stack-name Tripstream-dev-Storage --region eu-central-1'],
    ['UPDATE_ROLLBACK_FAILED', 'fail', 'npx cdk rollback Tripstream-dev-Storage'],
    ['CREATE_FAILED', 'fail', 'npx cdk rollback Tripstream-dev-Storage'],
  ])('in %s call for a %s', async (status, severity, remedy) => {
    aws.deploy('dev', { Storage: status, Search: 'CREATE_COMPLETE' });
    expect(await examine(stackStates, contextOf('dev'))).toMatchObject({
      status: severity,
      found: `Tripstream-dev-Storage is ${status}`,
      remedy: expect.stringContaining(remedy),
    });
  });

  it('that are protected need their protection removed before they can be created again', async () => {
    aws.deploy('prod', { Storage: 'ROLLBACK_COMPLETE' }, true);
    expect(await examine(stackStates, contextOf('prod'))).toMatchObject({
      status: 'fail',
      remedy: expect.stringContaining('--no-enable-termination-protection'),
    });
  });

  it('of another stage do not matter', async () => {
    aws.deploy('prod', { Storage: 'DELETE_FAILED' });
    expect(await examine(stackStates, contextOf('dev'))).toMatchObject({ status: 'ok' });
  });

  it('are found on any page, and read once', async () => {
    const stack = {
      StackName: 'Tripstream-dev-Search',
      StackStatus: 'DELETE_FAILED',
      CreationTime: new Date(0),
    } as const;
    aws.cloudFormation
      .on(DescribeStacksCommand)
      .resolves({ Stacks: [], NextToken: 'more' })
      .on(DescribeStacksCommand, { NextToken: 'more' })
      .resolves({ Stacks: [stack] });
    const context = contextOf('dev');
    expect(await examine(stackStates, context)).toMatchObject({ status: 'fail' });
    await examine(stackStates, context);
    expect(aws.cloudFormation.calls()).toHaveLength(2);
  });
});

describe.each([
  {
    title: 'OpenSearch domain name',
    stack: 'Search',
    name: 'tripstream-prod',
    answer: (isThere: boolean) =>
      isThere
        ? aws.search.on(DescribeDomainCommand).resolves({ DomainStatus: { DomainName: 'tripstream-prod' } as never })
        : aws.search.on(DescribeDomainCommand).rejects(awsError('ResourceNotFoundException')),
    remedy: 'aws opensearch delete-domain --domain-name tripstream-prod',
  },
  {
    title: 'Glue database name',
    stack: 'Storage',
    name: 'tripstream_prod',
    answer: (isThere: boolean) =>
      isThere
        ? aws.glue.on(GetDatabaseCommand).resolves({ Database: { Name: 'tripstream_prod' } })
        : aws.glue.on(GetDatabaseCommand).rejects(awsError('EntityNotFoundException')),
    remedy: 'aws glue delete-database --name tripstream_prod',
  },
])('$title', ({ title, stack, name, answer, remedy }) => {
  const look = async () => {
    const check = names.find((candidate) => candidate.title === title);
    if (check === undefined) throw new Error(`no check ${title}`);
    return await examine(check, contextOf('prod'));
  };

  it('may be free', async () => {
    answer(false);
    expect(await look()).toMatchObject({ status: 'ok', found: `${name} is free` });
  });

  it("may be the stage's own", async () => {
    answer(true);
    aws.deploy('prod', { [stack]: 'CREATE_COMPLETE' });
    aws.holds(`Tripstream-prod-${stack}`, name);
    expect(await look()).toMatchObject({ status: 'ok', found: `${name} is this stage's own` });
  });

  it('is taken where it exists and no stack holds it', async () => {
    answer(true);
    expect(await look()).toMatchObject({ status: 'fail', remedy: expect.stringContaining(remedy) });
  });

  it('is taken where a failed first deployment retained it', async () => {
    answer(true);
    aws.deploy('prod', { [stack]: 'ROLLBACK_COMPLETE' });
    aws.holds(`Tripstream-prod-${stack}`, name, 'DELETE_SKIPPED');
    expect(await look()).toMatchObject({ status: 'fail', found: expect.stringContaining(`${name} is taken`) });
  });

  it('is taken where the deployed stack holds another name', async () => {
    answer(true);
    aws.deploy('prod', { [stack]: 'CREATE_COMPLETE' });
    aws.holds(`Tripstream-prod-${stack}`, 'another');
    expect(await look()).toMatchObject({ status: 'fail' });
  });
});

it('says that a domain is being deleted', async () => {
  aws.search.on(DescribeDomainCommand).resolves({ DomainStatus: { DomainName: 'x', Deleted: true } as never });
  const [domain] = names;
  expect(domain && (await examine(domain, contextOf('prod')))).toMatchObject({
    found: expect.stringContaining('being deleted'),
  });
});
