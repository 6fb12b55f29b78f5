import { resource } from './assembly';
import { CODE, wiringOf } from './one-stack';

type Given = Readonly<Record<string, unknown>>;

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
