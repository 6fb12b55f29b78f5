/** Templates as a whole: references, and what resources refer to. */
/** Tests how the checks read templates, follow references and evaluate permissions. */
import { Part } from '../../../../lib/checks/part';
import { permits } from '../../../../lib/checks/permissions';
import { Templates } from '../../../../lib/checks/templates';

const app = new Templates({
  Storage: {
    Resources: {
      Lake: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'RetainExceptOnCreate', Properties: { Size: '12' } },
      LakeKey: { Type: 'AWS::KMS::Key' },
    },
    Outputs: { LakeArn: { Value: { 'Fn::GetAtt': ['Lake', 'Arn'] }, Export: { Name: 'Storage:LakeArn' } } },
  },
  Delivery: {
    Resources: {
      Writer: {
        Type: 'AWS::IAM::Role',
        Properties: {
          Policies: [{ PolicyDocument: { Statement: { Effect: 'Allow', Action: 's3:Get*', Resource: '*' } } }],
        },
      },
      Policy: {
        Type: 'AWS::IAM::Policy',
        Properties: {
          Roles: [{ Ref: 'Writer' }],
          PolicyDocument: {
            Statement: [
              {
                Effect: 'Allow',
                Action: ['s3:PutObject'],
                Resource: { 'Fn::Join': ['', [{ 'Fn::ImportValue': 'Storage:LakeArn' }, '/trips/*']] },
              },
              { Effect: 'Deny', Action: 's3:DeleteObject', Resource: '*' },
            ],
          },
        },
      },
    },
  },
});
const [policy] = app.of('AWS::IAM::Policy');
const [role] = app.of('AWS::IAM::Role');
if (policy === undefined || role === undefined) throw new Error('The templates above lack the policy or the role.');

describe('the templates of an app', () => {
  it('follow a reference through an export to the resource of another stack', () => {
    expect(app.target(new Part({ 'Fn::ImportValue': 'Storage:LakeArn' }), policy)?.id).toBe('Lake');
    expect(app.render(new Part({ 'Fn::ImportValue': 'Storage:LakeArn' }), 'Delivery')).toBe('<Storage.Lake.Arn>');
  });

  it('tell a resource from one whose name it begins', () => {
    expect(app.target(new Part({ Ref: 'LakeKey' }), { ...policy, stack: 'Storage' })?.id).toBe('LakeKey');
  });

  it('find nothing behind a name that no stack exports', () => {
    expect(app.target(new Part({ 'Fn::ImportValue': 'Storage:Nothing' }), policy)).toBeUndefined();
    expect(app.isExported('Storage:Nothing')).toBe(false);
  });

  it('see a reference within an ARN that is taken apart', () => {
    const name = { 'Fn::Join': ['', [{ 'Fn::Select': [6, { 'Fn::Split': [':', { Ref: 'Writer' }] }] }, ':live']] };
    expect(app.render(new Part(name), 'Delivery')).toBe('<Delivery.Writer>:live');
  });

  it('say what outlives its stack', () => {
    expect(app.of('AWS::S3::Bucket').map(({ retained }) => retained)).toEqual([true]);
    expect(app.of('AWS::KMS::Key').map(({ retained }) => retained)).toEqual([false]);
  });
});

describe('a part of a template', () => {
  it('is empty where a step of its path is missing', () => {
    const nothing = new Part({ a: 1 }).at('b', 'c', 0);
    expect([nothing.exists, nothing.number, nothing.text, nothing.list, nothing.entries]).toEqual([
      false,
      undefined,
      undefined,
      [],
      [],
    ]);
  });

  it('reads a number written as a string, as CloudFormation does, and no other string', () => {
    expect(['12', 12, '', 'twelve', true].map((raw) => new Part(raw).number)).toEqual([
      12,
      12,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('reads a single value as a list of one', () => {
    expect(new Part('s3:*').list.map(({ text }) => text)).toEqual(['s3:*']);
  });
});

describe('the permissions of a role', () => {
  const on = (action: string, resource: string) => permits(app, role, action, resource);

  it('are those of its own policies and of those attached to it', () => {
    expect(on('s3:GetObject', '<Storage.Lake.Arn>/anything')).toBe(true);
    expect(on('s3:PutObject', '<Storage.Lake.Arn>/trips/year=2016/')).toBe(true);
  });

  it('end where the pattern ends, and exclude what is denied', () => {
    expect(on('s3:PutObject', '<Storage.Lake.Arn>/errors/trips/')).toBe(false);
    expect(on('s3:PutObject', '<Storage.LakeKey.Arn>/trips/')).toBe(false);
    expect(on('s3:DeleteObject', '<Storage.Lake.Arn>/trips/')).toBe(false);
  });
});
