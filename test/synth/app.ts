/** Synthesises the app for tests, and looks resources up in its templates. */
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import cdkJson from '../../cdk.json';
import { type AppOptions, addStacks, type Stacks } from '../../lib/app';
import { type StageSettings, stageSettings } from '../../lib/stages';

export interface SynthesisedStage {
  readonly stage: StageSettings;
  readonly stacks: Stacks;
  readonly storage: Template;
  readonly search: Template;
  readonly delivery: Template;
  readonly analytics: Template;
  readonly operations: Template;
}

/**
 * The stacks of a stage with the feature flags of cdk.json. Without bundling and validation, which
 * take seconds.
 */
export function synthesiseStage(name: string, options?: AppOptions): SynthesisedStage {
  const stage = stageSettings(name);
  const stacks = addStacks(
    new App({
      context: { ...cdkJson.context, 'aws:cdk:bundling-stacks': [] },
      builtinCloudFormationValidation: false,
    }),
    stage,
    options,
  );
  return {
    stage,
    stacks,
    storage: Template.fromStack(stacks.storage),
    search: Template.fromStack(stacks.search),
    delivery: Template.fromStack(stacks.delivery),
    analytics: Template.fromStack(stacks.analytics),
    operations: Template.fromStack(stacks.operations),
  };
}

/** The templates of all stacks. */
export function templatesOf({
  storage,
  search,
  delivery,
  analytics,
  operations,
}: SynthesisedStage): readonly Template[] {
  return [storage, search, delivery, analytics, operations];
}

// biome-ignore lint/suspicious/noExplicitAny: a template's properties have no type
export type Loose = any;

/**
 * Id and properties of the function that is bundled from a folder; Powertools logs under the
 * folder's name.
 */
export function functionOf(template: Template, folder: string): { readonly id: string; readonly properties: Loose } {
  const [[id, resource] = [], ...more] = Object.entries(
    template.findResources('AWS::Lambda::Function', {
      Properties: { Environment: { Variables: { POWERTOOLS_SERVICE_NAME: folder } } },
    }),
  );
  if (id === undefined || more.length > 0) throw new Error(`${more.length + 1} functions ${folder}, expected one`);
  return { id, properties: resource?.Properties };
}

/** The permissions of a function's role: resources by action. */
export function permissionsOf(template: Template, role: string): Readonly<Record<string, unknown>> {
  const policies = Object.values<Loose>(template.findResources('AWS::IAM::Policy'));
  const own = policies.filter(({ Properties }) => Properties.Roles.some(({ Ref }: Loose) => Ref === role));
  const inline = template.findResources('AWS::IAM::Role')[role]?.Properties.Policies ?? [];
  const statements = [...own.map(({ Properties }) => Properties), ...inline].flatMap(
    ({ PolicyDocument }: Loose) => PolicyDocument.Statement,
  );
  return Object.fromEntries(
    statements.flatMap(({ Action, Resource }: Loose) => [Action].flat().map((action: string) => [action, Resource])),
  );
}

/** The properties of the only resource of a type. */
export function only(template: Template, type: string): Record<string, unknown> {
  const [resource, ...more] = Object.values(template.findResources(type));
  if (resource === undefined || more.length > 0) throw new Error(`${more.length + 1} of ${type}, expected one`);
  return resource.Properties;
}
