/** The runner of Studio and its deployment. */
import { functionOf, type Loose, only, permissionsOf, type SynthesisedStage, synthesiseStage } from './app';

describe.each(['dev', 'prod'])('the studio-runner of %s', (name) => {
  let app: SynthesisedStage;
  beforeAll(() => {
    app = synthesiseStage(name);
  });

  const runner = () => functionOf(app.analytics, 'studio-runner');
  const application = () => idOf('AWS::KinesisAnalyticsV2::Application');
  const idOf = (type: string) => Object.keys(app.analytics.findResources(type))[0] ?? '';
  const aliasOf = (id: string) => {
    const aliases = Object.entries<Loose>(app.analytics.findResources('AWS::Lambda::Alias'));
    return aliases.find(([, { Properties }]) => Properties.FunctionName.Ref === id)?.[0] ?? '';
  };
  const job = () => Object.values<Loose>(app.analytics.findResources('Custom::StudioJob'))[0];

  it('is told the application, the job that the parameter states, where the key is and where to keep its state', () => {
    const { POWERTOOLS_SERVICE_NAME, POWERTOOLS_METRICS_NAMESPACE, POWERTOOLS_LOG_LEVEL, ...variables } =
      runner().properties.Environment.Variables;
    const parameter = only(app.analytics, 'AWS::SSM::Parameter') as Loose;
    expect(variables).toEqual({
      APPLICATION_NAME: { Ref: application() },
      JOB_PARAMETERS: parameter.Value,
      MASKING_SECRET_ARN: { Ref: idOf('AWS::SecretsManager::Secret') },
      STATE_BUCKET: { 'Fn::ImportValue': expect.stringMatching(/Storage:ExportsOutputRefLake/) },
      STATE_PREFIX: 'studio-runner/',
    });
  });

  it('may start, stop and enter this one application, read one secret and keep two objects', () => {
    const permissions = permissionsOf(app.analytics, runner().properties.Role['Fn::GetAtt'][0]);
    expect(Object.keys(permissions).sort()).toEqual([
      'kinesisanalytics:CreateApplicationPresignedUrl',
      'kinesisanalytics:DescribeApplication',
      'kinesisanalytics:StartApplication',
      'kinesisanalytics:StopApplication',
      'kms:Decrypt',
      'kms:GenerateDataKey',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
      'secretsmanager:GetSecretValue',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ]);
    expect(JSON.stringify(permissions['kinesisanalytics:StartApplication'])).toContain(
      `":application/",{"Ref":"${application()}"}`,
    );
    expect(permissions['secretsmanager:GetSecretValue']).toEqual({ Ref: idOf('AWS::SecretsManager::Secret') });
    expect(JSON.stringify(permissions['s3:PutObject'])).toContain('"/studio-runner/*"');
  });

  it('is called on a schedule through its alias, without retries', () => {
    const { id } = runner();
    const rules = Object.values<Loose>(app.analytics.findResources('AWS::Events::Rule'));
    const [target, ...more] = rules.flatMap(({ Properties }) => Properties.Targets);
    expect([rules.length, more]).toEqual([1, []]);
    expect(rules[0].Properties.ScheduleExpression).toBe(
      `rate(${app.stage.analytics.runner.every.toMinutes()} minutes)`,
    );
    expect(target).toMatchObject({
      Arn: { Ref: aliasOf(id) },
      Input: '{"action":"reconcile"}',
      RetryPolicy: { MaximumRetryAttempts: 0 },
    });
    app.analytics.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: id },
      MaximumRetryAttempts: 0,
    });
  });

  it('is called again for each version of the SQL, of its parameters and of itself', () => {
    const [version, attribute] = job().Properties.runnerVersion['Fn::GetAtt'];
    expect(attribute).toBe('Version');
    expect(app.analytics.findResources('AWS::Lambda::Version')[version]?.Properties.FunctionName).toEqual({
      Ref: runner().id,
    });
  });

  it('is called by a deployment only once the application, its log and its roles are complete', () => {
    const needed = [
      application(),
      idOf('AWS::KinesisAnalyticsV2::ApplicationCloudWatchLoggingOption'),
      idOf('AWS::Glue::Database'),
      only(app.analytics, 'AWS::KinesisAnalyticsV2::Application').ServiceExecutionRole as Loose,
      aliasOf(runner().id),
      runner().properties.Role['Fn::GetAtt'][0],
      policyOf(runner().properties.Role['Fn::GetAtt'][0]),
    ].map((each) => each['Fn::GetAtt']?.[0] ?? each);
    expect(needed.every((id) => id !== '')).toBe(true);
    expect(job().DependsOn).toEqual(expect.arrayContaining(needed));
  });
  const policyOf = (role: string) =>
    Object.entries<Loose>(app.analytics.findResources('AWS::IAM::Policy')).find(([, { Properties }]) =>
      Properties.Roles.some(({ Ref }: Loose) => Ref === role),
    )?.[0] ?? '';

  it('is awaited by a function that may call it and do nothing else', () => {
    const { id, properties } = functionOf(app.analytics, 'studio-deployment');
    expect(properties.Environment.Variables.RUNNER_ARN).toEqual({ Ref: aliasOf(runner().id) });
    const permissions = permissionsOf(app.analytics, properties.Role['Fn::GetAtt'][0]);
    expect(Object.keys(permissions).sort()).toEqual([
      'lambda:InvokeFunction',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ]);
    expect(permissions['lambda:InvokeFunction']).toEqual({ Ref: aliasOf(runner().id) });
    const providers = Object.values<Loose>(app.analytics.findResources('AWS::Lambda::Function')).map(
      ({ Properties }) => Properties.Environment?.Variables ?? {},
    );
    for (const variable of ['USER_ON_EVENT_FUNCTION_ARN', 'USER_IS_COMPLETE_FUNCTION_ARN'])
      expect(providers.map((each) => each[variable]).filter(Boolean)).toContainEqual({ Ref: aliasOf(id) });
  });

  it('has the time of several runs before a deployment gives up, and says so before CloudFormation does', () => {
    const { function: own, deploymentTimeout } = app.stage.analytics.runner;
    expect(deploymentTimeout.toSeconds()).toBeGreaterThanOrEqual(2 * own.timeout.toSeconds());
    expect(Number(job().Properties.ServiceTimeout)).toBeGreaterThan(deploymentTimeout.toSeconds());
    expect(Number(job().Properties.ServiceTimeout)).toBeLessThanOrEqual(3_600);
  });

  it('is named in the outputs, by which a person calls it', () => {
    const { Value } = Object.values<Loose>(app.analytics.findOutputs('StudioRunnerName'))[0] ?? {};
    expect(Value).toEqual({ 'Fn::Join': ['', [{ Ref: runner().id }, ':live']] });
  });
});
