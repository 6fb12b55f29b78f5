/** Tests a whole diagnosis, and how each check reports that it may not or cannot check. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { stageSettings } from '../../../../lib/stages';
import { examine } from '../../../../tools/doctor/check';
import { ACCOUNT_CHECKS, LOCAL_CHECKS } from '../../../../tools/doctor/checks';
import { diagnose } from '../../../../tools/doctor/diagnosis';
import { hasFailed } from '../../../../tools/doctor/report';
import { ACCOUNT, awsError, contextOf, fakeAws, REGION } from './fake-aws';

const aws = fakeAws();
const environment = process.env;
beforeEach(() => {
  aws.reset();
  const ours = Object.entries(environment).filter(([name]) => !name.startsWith('AWS_'));
  process.env = {
    ...Object.fromEntries(ours),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/nonexistent/config',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
  };
});
afterAll(() => {
  process.env = environment;
});

const signIn = () => Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none' });
const dev = stageSettings('dev');

describe('without access', () => {
  const lastOf = async (target = {}) => {
    const { results } = await diagnose(dev, target);
    expect(hasFailed(results)).toBe(true);
    expect(results).toHaveLength(LOCAL_CHECKS.length + 1);
    return results.at(-1);
  };

  it('says how to sign in, and still checks what needs no account', async () => {
    expect(await lastOf({ region: REGION })).toMatchObject({
      title: 'Credentials',
      status: 'fail',
      remedy: expect.stringContaining('aws configure sso'),
    });
    expect(aws.sts.calls()).toEqual([]);
  });

  it('names the profile that has no credentials', async () => {
    expect(await lastOf({ region: REGION, profile: 'absent' })).toMatchObject({
      found: expect.stringContaining('the profile absent'),
    });
  });

  it('asks for a region', async () => {
    signIn();
    expect(await lastOf()).toMatchObject({ remedy: expect.stringContaining('Give --region') });
  });

  it.each([
    ['an expired token', awsError('ExpiredToken'), 'have expired'],
    ['a region that does not exist', awsError('Error', 'getaddrinfo', 'ENOTFOUND'), 'Check the region'],
    ['an unknown error', awsError('Odd', 'something odd'), 'something odd'],
  ])('says what to do about %s', async (_, error, remedy) => {
    signIn();
    aws.sts.on(GetCallerIdentityCommand).rejects(error);
    expect(await lastOf({ region: REGION })).toMatchObject({ remedy: expect.stringContaining(remedy) });
  });
});

describe('with access', () => {
  beforeEach(() => {
    signIn();
    aws.sts.on(GetCallerIdentityCommand).resolves({ Account: ACCOUNT, Arn: `arn:aws:iam::${ACCOUNT}:user/deployer` });
  });

  it('says which account and region it checked', async () => {
    process.env.AWS_REGION = REGION;
    expect(await diagnose(dev, {})).toMatchObject({ stage: 'dev', account: ACCOUNT, region: REGION });
  });

  it('lists every check in order, even if all but the first cannot run', async () => {
    const { results } = await diagnose(dev, { region: REGION });
    expect(results.map(({ title }) => title)).toEqual([...LOCAL_CHECKS, ...ACCOUNT_CHECKS].map(({ title }) => title));
  });

  it('runs four checks at a time', async () => {
    let open = 0;
    let most = 0;
    for (const client of aws.clients)
      if (client !== aws.sts)
        client.reset().callsFake(async () => {
          most = Math.max(most, ++open);
          await new Promise(setImmediate);
          open--;
          throw awsError('TimeoutError');
        });
    await diagnose(dev, { region: REGION });
    expect(most).toBe(4);
  });
});

const callingChecks = ACCOUNT_CHECKS.filter(({ needs }) => needs.length > 0);

describe.each(callingChecks)('$title', (check) => {
  const deny = (message: string) => {
    for (const client of aws.clients) client.reset().rejects(awsError('AccessDeniedException', message));
  };

  it('warns that it cannot check, and names the missing permission that AWS names', async () => {
    deny('User: x is not authorized to perform: any:Thing on resource: *');
    expect(await examine(check, contextOf('prod'))).toMatchObject({
      status: 'warn',
      found: 'cannot check: needs any:Thing',
    });
  });

  it('names the permissions of the check where AWS names none', async () => {
    deny('Denied');
    expect(await examine(check, contextOf('prod'))).toMatchObject({
      status: 'warn',
      found: `cannot check: needs ${check.needs.join(', ')}`,
    });
  });

  it('warns in one line when something else goes wrong', async () => {
    for (const client of aws.clients) client.reset().rejects(awsError('TimeoutError', 'late\n    at somewhere'));
    expect(await examine(check, contextOf('prod'))).toMatchObject({
      status: 'warn',
      found: 'cannot check: TimeoutError: late',
      remedy: expect.stringContaining('does not answer'),
    });
  });
});

describe('docs/doctor.md', () => {
  const page = readFileSync(path.resolve(__dirname, '../../../../docs/doctor.md'), 'utf8');

  it.each([...LOCAL_CHECKS, ...ACCOUNT_CHECKS])('has a row for $title with what it needs', ({ title, needs }) => {
    const row = page.split('\n').find((line) => line.startsWith(`| ${title} |`)) ?? '';
    const own = needs.filter((action) => !action.startsWith('cloudformation:') || title === 'Stacks');
    for (const action of own) expect(row).toContain(`\`${action}\``);
    expect(row).not.toBe('');
  });
});
