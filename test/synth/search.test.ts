/** The Search stack: OpenSearch, its users, and its set-up. */
import { functionOf, type Loose, only, permissionsOf, type SynthesisedStage, synthesiseStage } from './app';

describe.each(['dev', 'prod'])('the search of %s', (name) => {
  let app: SynthesisedStage;
  beforeAll(() => {
    app = synthesiseStage(name);
  });

  const domain = () => only(app.search, 'AWS::OpenSearchService::Domain') as Loose;
  const secrets = () => app.search.findResources('AWS::SecretsManager::Secret');
  const secretOf = (username: string) => {
    const entries = Object.entries<Loose>(secrets());
    const found = entries.find(([, { Properties }]) =>
      Properties.GenerateSecretString.SecretStringTemplate.includes(`"${username}"`),
    );
    return found?.[0] ?? `no secret of ${username}`;
  };

  it('runs OpenSearch 2.19, without the standby that needs three nodes', () => {
    expect(domain()).toMatchObject({
      EngineVersion: 'OpenSearch_2.19',
      ClusterConfig: { MultiAZWithStandbyEnabled: false },
    });
  });

  it('asks for no more copies of a document than there are other nodes', () => {
    const { replicas, dataNodes } = app.stage.search;
    expect(replicas).toBe(dataNodes - 1);
  });

  it('has gp3 volumes of a size that the instance takes', () => {
    expect(domain().EBSOptions).toEqual({
      EBSEnabled: true,
      VolumeType: 'gp3',
      VolumeSize: app.stage.search.volumeSize.toGibibytes(),
    });
    // The EBS volume limits of t3.small.search in the OpenSearch Service developer guide.
    // c6g.large.search takes 256.
    expect(domain().EBSOptions.VolumeSize).toBeGreaterThanOrEqual(10);
    expect(domain().EBSOptions.VolumeSize).toBeLessThanOrEqual(100);
  });

  it('encrypts at rest, between nodes and to its clients with TLS 1.2 and forward secrecy', () => {
    expect(domain()).toMatchObject({
      EncryptionAtRestOptions: { Enabled: true },
      NodeToNodeEncryptionOptions: { Enabled: true },
      DomainEndpointOptions: { EnforceHTTPS: true, TLSSecurityPolicy: 'Policy-Min-TLS-1-2-PFS-2023-10' },
    });
  });

  it('knows users of its own, the first with the name and password of a secret', () => {
    const { MasterUserOptions, ...options } = domain().AdvancedSecurityOptions;
    expect(options).toEqual({ Enabled: true, InternalUserDatabaseEnabled: true });
    const secret = secretOf(MasterUserOptions.MasterUserName);
    expect(JSON.stringify(MasterUserOptions.MasterUserPassword)).toContain(
      `["{{resolve:secretsmanager:",{"Ref":"${secret}"},":SecretString:password::}}"]`,
    );
  });

  it('lets requests with a password through, and leaves its configuration to IAM', () => {
    const [statement, ...more] = domain().AccessPolicies.Statement;
    expect(more).toEqual([]);
    // A principal would require a signature, which a request with a password does not have.
    expect(statement).toMatchObject({ Effect: 'Allow', Principal: { AWS: '*' } });
    expect(
      statement.Action.filter((action: string) => !/^es:ESHttp(Delete|Get|Head|Patch|Post|Put)$/.test(action)),
    ).toEqual([]);
    expect(JSON.stringify(statement.Resource)).toContain(`:domain/${domain().DomainName}/*`);
  });

  it('logs slow queries, slow writes, errors and who signed in, as it is allowed to beforehand', () => {
    const [[id, { Properties: policy }] = ['', {} as Loose]] = Object.entries<Loose>(
      app.search.findResources('AWS::Logs::ResourcePolicy'),
    );
    const options = Object.entries<Loose>(domain().LogPublishingOptions);
    expect(options.map(([type]) => type).sort()).toEqual([
      'AUDIT_LOGS',
      'ES_APPLICATION_LOGS',
      'INDEX_SLOW_LOGS',
      'SEARCH_SLOW_LOGS',
    ]);
    for (const [, { Enabled, CloudWatchLogsLogGroupArn }] of options) {
      expect(Enabled).toBe(true);
      expect(JSON.stringify(policy.PolicyDocument)).toContain(JSON.stringify(CloudWatchLogsLogGroupArn));
    }
    expect(JSON.stringify(policy.PolicyDocument)).toMatch(/aws:SourceAccount.*es\.amazonaws\.com/);
    app.search.hasResource('AWS::OpenSearchService::Domain', { DependsOn: [id] });
  });

  it('has no function of the CDK that writes policies at deployment', () => {
    app.search.resourceCountIs('Custom::OpenSearchAccessPolicy', 0);
    app.search.resourceCountIs('Custom::CloudwatchLogResourcePolicy', 0);
  });

  it('generates passwords that OpenSearch takes and that a URL, JSON and a shell leave as they are', () => {
    const generated = Object.values<Loose>(secrets()).map(({ Properties }) => Properties.GenerateSecretString);
    expect(generated).toHaveLength(3);
    for (const { PasswordLength, RequireEachIncludedType, ExcludeCharacters, GenerateStringKey } of generated) {
      expect([GenerateStringKey, RequireEachIncludedType]).toEqual(['password', true]);
      expect(PasswordLength).toBeGreaterThanOrEqual(8);
      const left = ASCII.filter((character) => !ExcludeCharacters.includes(character)).join('');
      expect(left).toMatch(/[A-Z].*[a-z]/);
      expect(encodeURIComponent(left)).toBe(left);
      expect(left.replace(/[A-Za-z0-9]/g, '').length).toBeGreaterThan(0);
    }
  });

  it('lets the setup read the three users and nothing else', () => {
    const { properties } = functionOf(app.search, 'search-setup');
    const users = ['tripstream_master', 'tripstream_viewer', 'tripstream_writer'].map((user) => ({
      Ref: secretOf(user),
    }));
    const permissions = permissionsOf(app.search, properties.Role['Fn::GetAtt'][0]);
    expect(Object.keys(permissions).sort()).toEqual([
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'secretsmanager:GetSecretValue',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ]);
    expect(permissions['secretsmanager:GetSecretValue']).toEqual(users);
  });

  it('sets OpenSearch up with the shards, copies and ages of the stage, and again with each version of the setup', () => {
    const { id, properties } = functionOf(app.search, 'search-setup');
    expect(properties.Environment.Variables).toMatchObject({
      SEARCH_ENDPOINT: { 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [expect.anything(), 'DomainEndpoint'] }]] },
      MASTER_SECRET_ARN: { Ref: secretOf('tripstream_master') },
      WRITER_SECRET_ARN: { Ref: secretOf('tripstream_writer') },
      VIEWER_SECRET_ARN: { Ref: secretOf('tripstream_viewer') },
    });
    const { shards, replicas, maskedRetention } = app.stage.search;
    const setup = only(app.search, 'Custom::SearchSetup') as Loose;
    expect(setup).toMatchObject({ shards, replicas, maskedRetentionDays: maskedRetention.toDays() });
    const [version, attribute] = setup.settingsHash['Fn::GetAtt'];
    expect(attribute).toBe('Version');
    expect(app.search.findResources('AWS::Lambda::Version')[version]?.Properties.FunctionName).toEqual({ Ref: id });
  });

  it('learns of a failed setup when the setup gives up, not after an hour', () => {
    const { ServiceTimeout } = only(app.search, 'Custom::SearchSetup') as Loose;
    const timeout = app.stage.search.setup.timeout.toSeconds();
    expect(Number(ServiceTimeout)).toBeGreaterThan(timeout);
    expect(Number(ServiceTimeout)).toBeLessThan(3600);
  });

  it('does not refer to what writes to it or reads it', () => {
    expect(app.stacks.search.dependencies).toEqual([]);
    expect(JSON.stringify(app.search.toJSON())).not.toMatch(/kinesis|flink|Analytics|ImportValue|GetStackOutput/i);
  });

  it('tells whoever deploys it where to look and with which user', () => {
    expect(Object.keys(app.search.findOutputs('*', {}))).toEqual(
      expect.arrayContaining(['DashboardsUrl', 'ViewerSecretArn']),
    );
  });
});

it('has one node in dev, the cheapest there is', () => {
  const { ClusterConfig } = only(synthesiseStage('dev').search, 'AWS::OpenSearchService::Domain');
  expect(ClusterConfig).toMatchObject({
    InstanceCount: 1,
    InstanceType: 't3.small.search',
    ZoneAwarenessEnabled: false,
  });
});

it('has two nodes in prod, in two zones', () => {
  const { ClusterConfig } = only(synthesiseStage('prod').search, 'AWS::OpenSearchService::Domain');
  expect(ClusterConfig).toMatchObject({
    InstanceCount: 2,
    InstanceType: 'c6g.large.search',
    ZoneAwarenessEnabled: true,
    ZoneAwarenessConfig: { AvailabilityZoneCount: 2 },
  });
});

describe('the managers of the cluster', () => {
  it('are three in prod, so that one can be lost', () => {
    expect(only(synthesiseStage('prod').search, 'AWS::OpenSearchService::Domain')).toMatchObject({
      ClusterConfig: {
        DedicatedMasterEnabled: true,
        DedicatedMasterCount: 3,
        DedicatedMasterType: 'm6g.large.search',
      },
    });
  });

  it('are the data nodes in dev', () => {
    expect(only(synthesiseStage('dev').search, 'AWS::OpenSearchService::Domain')).toMatchObject({
      ClusterConfig: { DedicatedMasterEnabled: false },
    });
  });
});

/** The settings that a password is generated with. */
const ASCII = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index));
