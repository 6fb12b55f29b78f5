import type { Template } from 'aws-cdk-lib/assertions';
import { synthesised, templatesOf } from './app';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

/** Actions that a policy may grant on every resource, and why. */
const ON_EVERYTHING: Readonly<Record<string, string>> = {
  'glue:GetDatabases': "Flink asks for all databases' names, by none",
  'xray:PutTraceSegments': 'X-Ray has no resources to name',
  'xray:PutTelemetryRecords': 'X-Ray has no resources to name',
};

/** Actions with a `*` that a policy of a bucket or key may grant, and why. */
const WILDCARDS: Readonly<Record<string, string>> = {
  'kms:*': "the account's own administrators: without them nobody could ever change the key again",
  's3:DeleteObject*': "the CDK's own function that empties a bucket before it is destroyed, on this bucket only",
  's3:GetBucket*': 'the same',
  's3:List*': 'the same',
};

const asList = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value);

const statements = (document: { Statement: readonly Statement[] }) => document.Statement;

function ofRoles(template: Template): readonly Statement[] {
  const policies = Object.values(template.findResources('AWS::IAM::Policy'));
  const inline = Object.values(template.findResources('AWS::IAM::Role')).flatMap(
    ({ Properties }) => Properties.Policies ?? [],
  );
  return [...policies.map(({ Properties }) => Properties), ...inline].flatMap(({ PolicyDocument }) =>
    statements(PolicyDocument),
  );
}

function ofResources(template: Template): readonly Statement[] {
  const buckets = Object.values(template.findResources('AWS::S3::BucketPolicy'));
  const keys = Object.values(template.findResources('AWS::KMS::Key'));
  const domains = Object.values(template.findResources('AWS::OpenSearchService::Domain'));
  return [
    ...domains.flatMap(({ Properties }) => statements(Properties.AccessPolicies)),
    ...buckets.flatMap(({ Properties }) => statements(Properties.PolicyDocument)),
    ...keys.flatMap(({ Properties }) => statements(Properties.KeyPolicy)),
  ];
}

describe.each(['dev', 'prod'])('the permissions of %s', (name) => {
  const app = synthesised(name);
  const all = (of: typeof ofRoles) => templatesOf(app).flatMap((template) => of(template));
  const allowed = (of: typeof ofRoles) => all(of).filter(({ Effect }) => Effect === 'Allow');

  it('let no role do anything with a *', () => {
    expect(allowed(ofRoles).length).toBeGreaterThan(0);
    expect(
      allowed(ofRoles)
        .flatMap(({ Action }) => asList(Action))
        .filter((action) => action.includes('*')),
    ).toEqual([]);
  });

  it('reach every resource only where the service knows none', () => {
    const everywhere = allowed(ofRoles).filter(({ Resource }) => [Resource].flat().includes('*'));
    expect(new Set(everywhere.flatMap(({ Action }) => asList(Action)))).toEqual(new Set(Object.keys(ON_EVERYTHING)));
  });

  it('of buckets, keys and OpenSearch have a * only for the reasons listed', () => {
    const wildcards = allowed(ofResources)
      .flatMap(({ Action }) => asList(Action))
      .filter((action) => action.includes('*'));
    expect(wildcards.filter((action) => WILDCARDS[action] === undefined)).toEqual([]);
  });

  it('let Firehose write to its own part of the lake only', () => {
    const roles = Object.values(
      app.delivery.findResources('AWS::IAM::Role', {
        Properties: { AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'firehose.amazonaws.com' } }] } },
      }),
    );
    const writable = roles.map(({ Properties }) =>
      statements(Properties.Policies[0].PolicyDocument)
        .filter(({ Action }) => asList(Action).includes('s3:PutObject'))
        .flatMap(({ Resource }) => JSON.stringify(Resource).match(/\/[a-z/]+\*/g)),
    );
    expect(writable).toEqual([
      ['/errors/trips/*', '/trips/*'],
      ['/errors/quarantine/*', '/quarantine/*'],
    ]);
  });
});
