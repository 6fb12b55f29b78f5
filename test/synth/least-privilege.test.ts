/** No role may do more than it needs. */
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { type SynthesisedStage, synthesiseStage, templatesOf } from './app';
import { readable, whole } from './readable';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

const FIREHOSE_ACTIONS = ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'];

const GLUE_ACTIONS = [
  'glue:CreateTable',
  'glue:GetConnection',
  'glue:GetDatabase',
  'glue:GetTable',
  'glue:GetTables',
  'glue:UpdateTable',
];

/** Patterns that name more than one resource: the actions that roles may take on them, and why. */
const ON_MANY: Readonly<Record<string, { readonly actions: readonly string[]; readonly why: string }>> = {
  '*': {
    actions: ['glue:GetDatabases', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
    why: "Flink asks for all databases' names, by none; X-Ray has no resources to name",
  },
  '<Storage.Lake.Arn>/trips/*': {
    actions: FIREHOSE_ACTIONS,
    why: "Firehose's files",
  },
  '<Storage.Lake.Arn>/errors/trips/*': {
    actions: FIREHOSE_ACTIONS,
    why: 'the same',
  },
  '<Storage.Lake.Arn>/quarantine/*': {
    actions: FIREHOSE_ACTIONS,
    why: 'the same',
  },
  '<Storage.Lake.Arn>/errors/quarantine/*': {
    actions: FIREHOSE_ACTIONS,
    why: 'the same',
  },
  '<Storage.Lake.Arn>/statistics-refused/*': {
    actions: ['s3:PutObject'],
    why: 'a file for each batch with something refused',
  },
  '<Storage.Lake.Arn>/studio-runner/*': {
    actions: ['s3:GetObject', 's3:PutObject'],
    why: "the runner's lease and status",
  },
  '<Delivery.FailedBatches.Arn>/*': {
    actions: ['s3:PutObject'],
    why: 'batches that Lambda gives up, in a bucket of their own',
  },
  '<Analytics.FailedStatistics.Arn>/*': { actions: ['s3:PutObject'], why: 'the same' },
  '<Analytics.DeploymentProviderframeworkisComplete.Arn>:*': {
    actions: ['lambda:InvokeFunction'],
    why: "versions of one function: the CDK's own grant",
  },
  '<Analytics.DeploymentProviderframeworkonTimeout.Arn>:*': { actions: ['lambda:InvokeFunction'], why: 'the same' },
  'glue:connection/*': { actions: GLUE_ACTIONS, why: 'the notebook looks for connections; there are none' },
  'glue:table/<Analytics.StudioDatabase>/*': {
    actions: GLUE_ACTIONS,
    why: "a person's tables, in the notebook's own database",
  },
  'logs:log-group:*': { actions: ['logs:DescribeLogGroups'], why: 'a list has no one group to name' },
};

/** Managed policies of AWS, each with many actions on every resource, and why a role has one. */
const MANAGED: Readonly<Record<string, string>> = {
  CustomS3AutoDeleteObjectsCustomResourceProviderRole:
    "the CDK's own function that empties a bucket: its logs; in dev only",
};

/** Actions with a `*` that the policy of a bucket or key may grant, and why. */
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

/** The hash at the end of a logical id. */
const HASH = /[0-9A-F]{8}$/;

/** The actions that roles may take on patterns of more than one resource, by pattern. */
function onMany(app: SynthesisedStage): Readonly<Record<string, readonly string[]>> {
  const templates = whole(app);
  const granted = Object.values<Stack>({ ...app.stacks }).flatMap((stack) =>
    ofRoles(Template.fromStack(stack))
      .filter(({ Effect }) => Effect === 'Allow')
      .flatMap(({ Action, Resource }) =>
        [Resource].flat().map((arn) => ({ actions: asList(Action), on: readable(arn, stack.stackName, templates) })),
      ),
  );
  const patterns = new Set(granted.map(({ on }) => on).filter((on) => on.includes('*')));
  const actionsOn = (wanted: string) => granted.filter(({ on }) => on === wanted).flatMap(({ actions }) => actions);
  return Object.fromEntries([...patterns].map((on) => [on, [...new Set(actionsOn(on))].sort()]));
}

describe.each(['dev', 'prod'])('the permissions of %s', (name) => {
  const app = synthesiseStage(name);
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

  it('reach more than one resource only for the reasons listed', () => {
    const listed = Object.entries(ON_MANY).map(([on, { actions }]) => [on, actions]);
    expect(onMany(app)).toEqual(Object.fromEntries(listed));
  });

  it("come from AWS's own policies only for the reasons listed", () => {
    const managed = templatesOf(app)
      .flatMap((template) => Object.entries(template.findResources('AWS::IAM::Role')))
      .filter(([, { Properties }]) => Properties.ManagedPolicyArns !== undefined)
      .map(([id]) => id.replace(HASH, ''));
    expect(managed.filter((id) => MANAGED[id] === undefined)).toEqual([]);
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
