/** Tests the doctor's checks of the principal, the CDK bootstrap and Studio. */
import { rmSync } from 'node:fs';
import { ListApplicationsCommand } from '@aws-sdk/client-kinesis-analytics-v2';
import { GetParameterCommand, ParameterNotFound } from '@aws-sdk/client-ssm';
import { App, Stack } from 'aws-cdk-lib';
import { examine } from '../../../../tools/doctor/check';
import { bootstrap, MINIMUM_BOOTSTRAP } from '../../../../tools/doctor/checks/bootstrap';
import { principal } from '../../../../tools/doctor/checks/principal';
import { studioService } from '../../../../tools/doctor/checks/studio-service';
import { ACCOUNT, awsError, contextOf, fakeAws, REGION } from './fake-aws';

const aws = fakeAws();
beforeEach(aws.reset);

describe('the principal', () => {
  it('is named', async () => {
    expect(await examine(principal, contextOf('dev'))).toMatchObject({
      status: 'ok',
      found: expect.stringContaining('user/deployer'),
    });
  });

  it('should not be root', async () => {
    const account = { id: ACCOUNT, principal: `arn:aws:iam::${ACCOUNT}:root` };
    expect(await examine(principal, { ...contextOf('dev'), account })).toMatchObject({ status: 'warn' });
  });
});

describe('the bootstrap', () => {
  const answer = (Value: string) => aws.ssm.on(GetParameterCommand).resolves({ Parameter: { Value } });

  it('needs the version that this CDK writes into its stacks', () => {
    const app = new App({ analyticsReporting: false, builtinCloudFormationValidation: false });
    const { stackName } = new Stack(app, 'Empty');
    const { manifest, directory } = app.synth();
    rmSync(directory, { recursive: true });
    const properties = manifest.artifacts?.[stackName]?.properties as { requiresBootstrapStackVersion: number };
    expect(properties.requiresBootstrapStackVersion).toBe(MINIMUM_BOOTSTRAP);
  });

  it.each(['6', '30'])('is accepted in version %s', async (version) => {
    answer(version);
    expect(await examine(bootstrap, contextOf('dev'))).toMatchObject({ status: 'ok', found: `version ${version}` });
    expect(aws.ssm.call(0).args[0].input).toEqual({ Name: '/cdk-bootstrap/hnb659fds/version' });
  });

  it.each(['5', 'none'])('is too old in version %s', async (version) => {
    answer(version);
    expect(await examine(bootstrap, contextOf('dev'))).toMatchObject({ status: 'fail' });
  });

  it('is missing where it was never run', async () => {
    aws.ssm.on(GetParameterCommand).rejects(new ParameterNotFound({ message: '', $metadata: {} }));
    expect(await examine(bootstrap, contextOf('dev'))).toMatchObject({
      status: 'fail',
      remedy: `npx cdk bootstrap aws://${ACCOUNT}/${REGION}`,
    });
  });
});

describe('Studio', () => {
  it('is available where its service answers', async () => {
    aws.analytics.on(ListApplicationsCommand).resolves({ ApplicationSummaries: [] });
    expect(await examine(studioService, contextOf('dev'))).toMatchObject({ status: 'ok' });
  });

  it('is missing in a region where its service has no address', async () => {
    aws.analytics.rejects(awsError('Error', 'getaddrinfo ENOTFOUND kinesisanalytics', 'ENOTFOUND'));
    expect(await examine(studioService, contextOf('dev'))).toMatchObject({
      status: 'fail',
      found: `there is no Managed Service for Apache Flink in ${REGION}`,
    });
  });

  it('may be available where its service does not answer', async () => {
    aws.analytics.rejects(awsError('TimeoutError'));
    expect(await examine(studioService, contextOf('dev'))).toMatchObject({ status: 'warn' });
  });
});
