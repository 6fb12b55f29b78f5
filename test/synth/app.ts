import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { addStacks, type Stacks } from '../../lib/app';
import { type StageSettings, stageSettings } from '../../lib/stages';

export interface SynthesisedStage {
  readonly stage: StageSettings;
  readonly stacks: Stacks;
  readonly storage: Template;
  readonly delivery: Template;
}

/** A stage's stacks with the feature flags of cdk.json, without bundling and validation, which take seconds. */
export function synthesised(name: string): SynthesisedStage {
  const stage = stageSettings(name);
  const stacks = addStacks(
    new App({
      context: { ...contextOfCdkJson(), 'aws:cdk:bundling-stacks': [] },
      builtinCloudFormationValidation: false,
    }),
    stage,
  );
  const { storage, delivery } = stacks;
  return { stage, stacks, storage: Template.fromStack(storage), delivery: Template.fromStack(delivery) };
}

function contextOfCdkJson(): Record<string, unknown> {
  const file = readFileSync(join(__dirname, '../../cdk.json'), 'utf8');
  return (JSON.parse(file) as { context: Record<string, unknown> }).context;
}

/** The properties of the only resource of a type. */
export function only(template: Template, type: string): Record<string, unknown> {
  const [resource, ...more] = Object.values(template.findResources(type));
  if (resource === undefined || more.length > 0) throw new Error(`${more.length + 1} of ${type}, expected one`);
  return resource.Properties;
}
