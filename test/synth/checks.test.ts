/** How a synthesis fails on findings and on stale waivers. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IPolicyValidationContext, PolicyValidationPluginReport } from 'aws-cdk-lib';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import cdkJson from '../../cdk.json';
import { waive, withoutHashes } from '../../lib/checks/waive';
import type { Waiver } from '../../lib/checks/waivers';

const app = new App();
const stack = new Stack(app, 'Tripstream-dev-Search');
const resource = new CfnResource(stack, 'Domain', { type: 'AWS::OpenSearchService::Domain' });

const context = {
  appConstruct: app,
  stackTemplates: [{ stackConstructPath: 'Tripstream-dev-Search', templatePath: 'search.json' }],
} as unknown as IPolicyValidationContext;

const report = (constructPath: string, ruleName = 'Rule1'): PolicyValidationPluginReport => ({
  success: false,
  violations: [
    { ruleName, description: '', severity: 'warning', violatingResources: [{ constructPath, locations: [] }] },
  ],
});

/** Runs the app as `cdk synth` does, except for one feature flag that our rules forbid. */
async function synthesiseWeakly(environment: Readonly<Record<string, string>>) {
  const context = {
    ...cdkJson.context,
    'aws:cdk:bundling-stacks': [],
    '@aws-cdk/core:defaultCrossStackReferences': 'weak',
  };
  const folder = mkdtempSync(join(tmpdir(), 'tripstream-weak-'));
  const child = spawn(process.execPath, ['--import', 'tsx', 'bin/tripstream.ts'], {
    cwd: join(__dirname, '../..'),
    env: { PATH: process.env.PATH, CDK_OUTDIR: folder, CDK_CONTEXT_JSON: JSON.stringify(context), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => output.push(String(data)));
  const code = await new Promise<number | null>((done, fail) => child.on('error', fail).on('close', done));
  rmSync(folder, { recursive: true });
  return { code, output: output.join('') };
}

const waiver: Waiver = { ids: ['Rule1'], at: ['Search/Domain'], reason: 'Because' };

describe('the checks of a synthesis', () => {
  it('run in the app itself, unless the CDK is told to validate nothing', async () => {
    const checked = await synthesiseWeakly({});
    expect(checked).toMatchObject({ code: 1, output: expect.stringContaining('reference-is-not-an-export') });
    const unchecked = await synthesiseWeakly({ CDK_VALIDATION: 'false' });
    expect(unchecked).toEqual({ code: 0, output: '' });
  });

  it('fail on a finding that is not waived, even a warning', () => {
    const { success, violations } = waive(report('Tripstream-dev-Search/Domain'), context, []);
    expect([success, violations]).toEqual([false, [expect.objectContaining({ ruleName: 'Rule1', severity: 'error' })]]);
  });

  it('accept a finding at the construct of its waiver, and below', () => {
    for (const path of ['Tripstream-dev-Search/Domain', 'Tripstream-dev-Search/Domain/Resource'])
      expect(waive(report(path), context, [waiver])).toEqual({ success: true, violations: [] });
    const { violations } = waive(report('Tripstream-dev-Search/DomainLogs'), context, [waiver]);
    expect(violations.map(({ ruleName }) => ruleName)).toEqual(['Rule1', 'stale-waiver']);
  });

  it('know a resource of a template by its construct', () => {
    const id: string = stack.resolve(resource.logicalId);
    const violatingResources = [{ resourceLogicalId: id, templatePath: 'search.json', locations: [] }];
    const found = { success: false, violations: [{ ruleName: 'Rule1', description: '', violatingResources }] };
    expect(waive(found, context, [waiver]).success).toBe(true);
  });

  it('fail on a waiver that waives nothing, in the stage that it is for', () => {
    const sound = { success: true, violations: [] };
    expect(waive(sound, context, [waiver]).violations).toEqual([
      expect.objectContaining({ ruleName: 'stale-waiver', description: expect.stringContaining('Because') }),
    ]);
    expect(waive(sound, context, [{ ...waiver, stages: ['prod'] }]).success).toBe(true);
    // A waiver must waive something at each of its places.
    const wider = { ...waiver, at: [...waiver.at, 'Search/MasterUser'] };
    expect(waive(report('Tripstream-dev-Search/Domain'), context, [wider]).violations).toHaveLength(1);
  });

  it('name a wildcard without the hash of its resource', () => {
    expect(
      withoutHashes('IAM5[Resource::Tripstream-dev-Storage:ExportsOutputFnGetAttLake5F1B88EAArn65E67816/trips/*]'),
    ).toBe('IAM5[Resource::<Storage.Lake.Arn>/trips/*]');
    expect(withoutHashes('IAM5[Resource::<FailedBatches983C92EC.Arn>/*]')).toBe(
      'IAM5[Resource::<FailedBatches.Arn>/*]',
    );
    expect(withoutHashes('IAM5[Resource::arn:<AWS::Partition>:glue:table/<StudioDatabase9AE09351>/*]')).toBe(
      'IAM5[Resource::arn:<AWS::Partition>:glue:table/<StudioDatabase>/*]',
    );
  });
});
