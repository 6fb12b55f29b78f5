// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation's own placeholders
import type { Stack, StackTemplate } from '../../../../../local/aws/template/assembly';
import { Resolver } from '../../../../../local/aws/template/resolver';
import { resource } from './assembly';

const STORAGE = stack('Storage', {
  Resources: {
    Lake: resource('Storage/Lake', 'AWS::S3::Bucket'),
    Trips: resource('Storage/Trips', 'AWS::Kinesis::Stream'),
  },
  Outputs: {
    LakeArn: { Value: { 'Fn::GetAtt': ['Lake', 'Arn'] }, Export: { Name: 'Storage:LakeArn' } },
    Stream: { Value: { Ref: 'Trips' } },
  },
});

const DELIVERY = stack('Delivery', {
  Parameters: { Suffix: { Default: 'live' } },
  Resources: {
    Function: resource('Delivery/Transform', 'AWS::Lambda::Function'),
    Live: resource('Delivery/Transform/Live', 'AWS::Lambda::Alias', {
      Name: 'live',
      FunctionName: { Ref: 'Function' },
      FunctionVersion: { 'Fn::GetAtt': ['Version', 'Version'] },
    }),
    Version: resource('Delivery/Transform/Version', 'AWS::Lambda::Version', { FunctionName: { Ref: 'Function' } }),
    Secret: resource('Delivery/Writer', 'AWS::SecretsManager::Secret'),
    Domain: resource('Delivery/Domain', 'AWS::OpenSearchService::Domain'),
  },
});

const resolver = new Resolver([STORAGE, DELIVERY]);
const resolved = (value: unknown) => resolver.resolve(DELIVERY, value);

describe('an expression of a template', () => {
  it.each([
    ['text', 'text'],
    [7, 7],
    [null, null],
    [{}, {}],
    [{ Name: 'plain' }, { Name: 'plain' }],
    [
      { a: 1, b: 2 },
      { a: 1, b: 2 },
    ],
  ])('%j, which is not a function, is its own value', (value, expected) => {
    expect(resolved(value)).toEqual(expected);
  });

  it.each([
    [{ Ref: 'AWS::Region' }, 'us-east-1'],
    [{ Ref: 'AWS::AccountId' }, '000000000000'],
    [{ Ref: 'AWS::Partition' }, 'aws'],
    [{ Ref: 'AWS::URLSuffix' }, 'amazonaws.com'],
    [{ Ref: 'AWS::StackName' }, 'Delivery'],
    [{ Ref: 'Suffix' }, 'live'],
    [{ Ref: 'Function' }, 'transform'],
    [{ Ref: 'Secret' }, 'arn:aws:secretsmanager:us-east-1:000000000000:secret:writer'],
    [{ 'Fn::GetAtt': ['Function', 'Arn'] }, 'arn:aws:lambda:us-east-1:000000000000:function:transform'],
    [{ 'Fn::GetAtt': 'Function.Arn' }, 'arn:aws:lambda:us-east-1:000000000000:function:transform'],
    [{ Ref: 'Live' }, 'arn:aws:lambda:us-east-1:000000000000:function:transform:live'],
    [{ Ref: 'Version' }, 'arn:aws:lambda:us-east-1:000000000000:function:transform:$LATEST'],
    [{ 'Fn::GetAtt': ['Version', 'Version'] }, '$LATEST'],
  ])('%j is what one machine calls it: %s', (value, expected) => {
    expect(resolved(value)).toBe(expected);
  });

  it.each([
    [{ 'Fn::Join': ['/', ['a', { Ref: 'Suffix' }, 'c']] }, 'a/live/c'],
    [{ 'Fn::Select': [1, ['a', 'b']] }, 'b'],
    [{ 'Fn::Select': ['1', { 'Fn::Split': ['-', 'x-y-z'] }] }, 'y'],
    [{ 'Fn::Select': [6, { 'Fn::Split': [':', { Ref: 'Live' }] }] }, 'transform'],
    [
      { 'Fn::Sub': 'in ${AWS::Region}: ${Function.Arn} of ${Function}, ${!literal}' },
      'in us-east-1: arn:aws:lambda:us-east-1:000000000000:function:transform of transform, ${literal}',
    ],
    [{ 'Fn::Sub': ['${a}-${Suffix}', { a: { Ref: 'AWS::Partition' } }] }, 'aws-live'],
  ])('%j is put together', (value, expected) => {
    expect(resolved(value)).toBe(expected);
  });

  it('reaches another stack through its export', () => {
    expect(resolved({ 'Fn::ImportValue': 'Storage:LakeArn' })).toBe('arn:aws:s3:::lake');
  });

  it('reaches another stack through its output, as weak references do', () => {
    expect(resolved({ 'Fn::GetStackOutput': { StackName: 'Storage', OutputName: 'Stream' } })).toBe('trips');
  });

  it.each([
    [{ Ref: 'Nowhere' }, 'Delivery has no resource or parameter Nowhere'],
    [{ 'Fn::ImportValue': 'Nothing' }, 'no stack exports Nothing'],
    [{ 'Fn::GetStackOutput': { StackName: 'Storage', OutputName: 'X' } }, 'stack Storage has no output X'],
    [
      { 'Fn::GetAtt': ['Domain', 'DomainEndpoint'] },
      'Domain (AWS::OpenSearchService::Domain) has no attribute DomainEndpoint',
    ],
    [{ 'Fn::GetAtt': ['Domain', 'Arn'] }, 'Domain (AWS::OpenSearchService::Domain) has no attribute Arn'],
    [{ 'Fn::FindInMap': ['a', 'b', 'c'] }, 'Fn::FindInMap is not known on one machine'],
    [{ 'Fn::Join': 'text' }, 'Fn::Join needs a list, not "text"'],
  ])('%j that cannot be known says why', (value, message) => {
    expect(() => resolved(value)).toThrow(message);
  });
});

function stack(name: string, template: StackTemplate): Stack {
  return { name, template };
}
