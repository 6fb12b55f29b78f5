/** Synthesises the templates that mutations are applied to. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { CDK_APP_MODE_CONTEXT } from 'aws-cdk-lib/cx-api';
import cdkJson from '../../cdk.json';
import { addStacks } from '../../lib/app';
import { addChecks } from '../../lib/checks/checks';
import { stageSettings } from '../../lib/stages';
import type { StackTemplates } from './broken-app';

/** The templates of a stage by stack, without bundling. */
export function templatesOf(stage: string): StackTemplates {
  return synthesised(stage, () => {});
}

/**
 * The same templates, after every check has run on them as in `cdk synth`.
 * @throws Error with the report when a finding is not waived
 */
export function soundTemplates(stage: string): StackTemplates {
  return synthesised(stage, addChecks);
}

function synthesised(stage: string, prepare: (app: App) => void): StackTemplates {
  const outdir = mkdtempSync(join(tmpdir(), 'tripstream-sound-'));
  const app = new App({
    outdir,
    // The feature flags, which the CDK's CLI would read.
    context: { ...cdkJson.context, 'aws:cdk:bundling-stacks': [], [CDK_APP_MODE_CONTEXT]: 'inmemory' },
    // Not the built-in one: `addChecks` adds its own.
    builtinCloudFormationValidation: false,
  });
  addStacks(app, stageSettings(stage));
  prepare(app);
  try {
    return Object.fromEntries(app.synth().stacks.map(({ stackName, template }) => [stackName, template]));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
