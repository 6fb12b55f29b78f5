import type { ResourceTemplate } from '../../../../../local/aws/template/assembly';
import { readWiring } from '../../../../../local/aws/template/read-wiring';
import { cloudAssembly, resource } from './assembly';

type Given = Readonly<Record<string, unknown>>;

const CODE = { Code: { S3Bucket: 'assets', S3Key: 'code.zip' }, Handler: 'index.handler', Runtime: 'nodejs24.x' };
const STREAMS = {
  Trips: resource('S/Trips', 'AWS::Kinesis::Stream'),
  Statistics: resource('S/Statistics', 'AWS::Kinesis::Stream'),
};
const KEY = { Key: secret('Key', { ExcludePunctuation: true }) };

/** The wiring of one stack S; `code.zip` is its one asset. */
function wiringOf(Resources: Readonly<Record<string, ResourceTemplate>>) {
  return readWiring(cloudAssembly({ S: { Resources } }, { 'code.zip': 'asset.code' }));
}

function secret(id: string, GenerateSecretString: Given) {
  return resource(`S/${id}`, 'AWS::SecretsManager::Secret', { GenerateSecretString });
}

describe('a secret', () => {
  const read = (generate: Given) => wiringOf({ User: secret('User', generate) }).secrets[0];

  const DEFAULTS = {
    passwordLength: 32,
    excludeCharacters: '',
    excludeLowercase: false,
    excludeUppercase: false,
    excludeNumbers: false,
    excludePunctuation: false,
    includeSpace: false,
    requireEachIncludedType: true,
  };

  it("is a generated text with CloudFormation's defaults", () => {
    expect(read({})).toEqual({
      name: 'user',
      arn: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:user',
      generate: DEFAULTS,
    });
  });

  it('is made of what the template says, flags and numbers as texts included', () => {
    const generate = {
      PasswordLength: '64',
      ExcludeCharacters: 'lI',
      ExcludePunctuation: 'true',
      RequireEachIncludedType: 'false',
      SecretStringTemplate: '{"username":"writer"}',
      GenerateStringKey: 'password',
    };
    expect(read(generate)?.generate).toEqual({
      ...DEFAULTS,
      passwordLength: 64,
      excludeCharacters: 'lI',
      excludePunctuation: true,
      requireEachIncludedType: false,
      secretStringTemplate: '{"username":"writer"}',
      generateStringKey: 'password',
    });
  });

  it('that is not generated is passed over: only the cloud has its value', () => {
    const User = resource('S/User', 'AWS::SecretsManager::Secret', { Description: 'put in by hand' });
    expect(wiringOf({ User }).secrets).toEqual([]);
  });

  it('with a template must say where the generated text goes', () => {
    expect(() => read({ SecretStringTemplate: '{}' })).toThrow('GenerateSecretString.GenerateStringKey is missing');
  });

  it.each(['nonsense', '["a"]', 'null'])('says what is amiss with the template %s', (SecretStringTemplate) => {
    expect(() => read({ SecretStringTemplate, GenerateStringKey: 'password' })).toThrow(
      'S, User (AWS::SecretsManager::Secret): GenerateSecretString.SecretStringTemplate is no JSON object',
    );
  });
});

describe('a stream job', () => {
  const PARAMETERS = {
    parallelism: 1,
    checkpointIntervalSeconds: 10,
    checkpointPauseSeconds: 5,
    stateTtlHours: 97,
    totalsEverySeconds: 2,
    maskedShare: 1,
    years: { from: 2009, to: 2035 },
  };
  const NAMES = [
    '{"sourceStream":"',
    { Ref: 'Trips' },
    '","statisticsStream":"',
    { Ref: 'Statistics' },
    '","region":"',
  ];
  const written = (parameters: Given) => `",${JSON.stringify(parameters).slice(1)}`;
  const job = (parameters: Given = PARAMETERS, Tags: Given = { 'masking-secret-arn': { Ref: 'Key' } }) =>
    resource('S/Job', 'AWS::SSM::Parameter', {
      Value: { 'Fn::Join': ['', [...NAMES, { Ref: 'AWS::Region' }, written(parameters)]] },
      Tags,
    });

  it('has the parameters of the template between the streams of this machine, and the name of its key', () => {
    expect(wiringOf({ ...STREAMS, ...KEY, Job: job() }).streamJobs).toEqual([
      {
        name: 'job',
        maskingSecretName: 'key',
        parameters: { sourceStream: 'trips', statisticsStream: 'statistics', region: 'us-east-1', ...PARAMETERS },
      },
    ]);
  });

  it('is no other parameter', () => {
    const Other = resource('S/Other', 'AWS::SSM::Parameter', { Value: 'anything' });
    expect(wiringOf({ ...STREAMS, Other }).streamJobs).toEqual([]);
  });

  it.each([
    [
      "S, Job (AWS::SSM::Parameter): Value is no job's: The job's maskedShare is 2",
      job({ ...PARAMETERS, maskedShare: 2 }),
    ],
    ['The job has no parameter colour', job({ ...PARAMETERS, colour: 'red' })],
    [
      'Tags.masking-secret-arn is arn:elsewhere, a secret that no stack generates',
      job(PARAMETERS, { 'masking-secret-arn': 'arn:elsewhere' }),
    ],
  ])('says what is amiss: %s', (message, Job) => {
    expect(() => wiringOf({ ...STREAMS, ...KEY, Job })).toThrow(message);
  });

  it('must read a stream that is there', () => {
    const { Statistics } = STREAMS;
    const Job = JSON.parse(JSON.stringify(job()).replace('{"Ref":"Trips"}', '"gone"'));
    expect(() => wiringOf({ Statistics, ...KEY, Job })).toThrow(
      'The job of job points at the stream gone, which no stack has; there are: statistics',
    );
  });
});

describe('a custom resource', () => {
  const provider = (variables: Given) => ({
    Handler: resource('S/Setup', 'AWS::Lambda::Function', CODE),
    Live: resource('S/Live', 'AWS::Lambda::Alias', { Name: 'live', FunctionName: { Ref: 'Handler' } }),
    Version: resource('S/Version', 'AWS::Lambda::Version', { FunctionName: { Ref: 'Handler' } }),
    Provider: resource('S/Provider/framework-onEvent', 'AWS::Lambda::Function', {
      ...CODE,
      Environment: { Variables: variables },
    }),
  });
  const custom = (properties: Given) =>
    resource('S/Settings', 'Custom::Settings', {
      ServiceToken: { 'Fn::GetAtt': ['Provider', 'Arn'] },
      ServiceTimeout: '600',
      ...properties,
    });

  it('has the function behind the provider, and its own properties as texts', () => {
    const Settings = custom({ shards: 2, hash: { 'Fn::GetAtt': ['Version', 'Version'] } });
    expect(
      wiringOf({ ...provider({ USER_ON_EVENT_FUNCTION_ARN: { Ref: 'Live' } }), Settings }).customResources,
    ).toEqual([{ type: 'Custom::Settings', functionName: 'setup', properties: { shards: '2', hash: '$LATEST' } }]);
  });

  it('leaves out the properties that only the cloud knows', () => {
    const Domain = resource('S/Domain', 'AWS::OpenSearchService::Domain');
    const Settings = custom({ shards: 2, endpoint: { 'Fn::GetAtt': ['Domain', 'DomainEndpoint'] } });
    const all = { ...provider({ USER_ON_EVENT_FUNCTION_ARN: { Ref: 'Live' } }), Domain, Settings };
    expect(wiringOf(all).customResources[0]?.properties).toEqual({ shards: '2' });
  });

  it("that the CDK's own function makes is passed over", () => {
    expect(wiringOf({ ...provider({}), Settings: custom({}) }).customResources).toEqual([]);
  });

  it('must be passed on to a function that is there', () => {
    const elsewhere = 'arn:aws:lambda:us-east-1:000000000000:function:elsewhere:live';
    const all = { ...provider({ USER_ON_EVENT_FUNCTION_ARN: elsewhere }), Settings: custom({}) };
    expect(() => wiringOf(all)).toThrow('Custom::Settings points at the Node function elsewhere, which no stack has');
  });
});
