/** Snapshots of the whole bodies of the resources that decide how the pipeline behaves. */
import type { Resource, Templates } from '../../lib/checks/templates';
import { type Loose, type SynthesisedStage, synthesiseStage } from './app';
import { readableValue, whole, withoutHashes } from './readable';

/** Width of a line, in characters. */
const LINE = 120;

/** A value as lines of `key: value`. Values that fit into one line stay in one. */
function lines(value: Loose, margin = '  '): readonly string[] {
  return Object.entries<Loose>(value).flatMap(([key, inner]) => {
    const name = `${margin}${Array.isArray(value) ? '-' : `${key}:`}`;
    const line = `${name} ${JSON.stringify(inner)}`;
    return line.length <= LINE || typeof inner !== 'object' ? [line] : [name, ...lines(inner, `${margin}  `)];
  });
}

/** The permissions of a role: actions, and below them their resources and conditions. */
function grants(role: Resource, templates: Templates): readonly string[] {
  const attached = templates
    .of('AWS::IAM::Policy')
    .filter((policy) => policy.properties.at('Roles').list.some((name) => templates.target(name, policy) === role))
    .map(({ properties }) => properties);
  const statements = [...role.properties.at('Policies').list, ...attached].flatMap(
    (policy) => policy.at('PolicyDocument', 'Statement').list,
  );
  return statements.flatMap(({ raw }) => {
    const { Action, Resource, Condition } = readableValue(raw, role.stack, templates);
    const when = Condition === undefined ? [] : [`      when ${JSON.stringify(Condition)}`];
    return [`  ${[Action].flat().join(' ')}`, ...[Resource].flat().map((arn: string) => `    on ${arn}`), ...when];
  });
}

describe('what decides, whole', () => {
  let app: SynthesisedStage;
  let templates: Templates;
  beforeAll(() => {
    // prod only: the inventory shows where dev differs.
    app = synthesiseStage('prod');
    templates = whole(app);
  });

  const bodies = (type: string) =>
    templates
      .of(type)
      .map(({ properties, stack, id }) => {
        const { Tags: _, ...telling } = readableValue(properties.raw, stack, templates);
        return [withoutHashes(id), ...lines(telling)].join('\n');
      })
      .join('\n\n');

  it('shows every change of how Firehose writes the lake', () => {
    expect(bodies('AWS::KinesisFirehose::DeliveryStream')).toMatchSnapshot();
  });

  it('shows every change of what Athena sees', () => {
    expect(bodies('AWS::Glue::Table')).toMatchSnapshot();
  });

  it('shows every change of how functions get their records, and where failed ones go', () => {
    expect(bodies('AWS::Lambda::EventSourceMapping')).toMatchSnapshot();
  });

  it('shows every change of the notebook', () => {
    expect(bodies('AWS::KinesisAnalyticsV2::Application')).toMatchSnapshot();
  });

  it('shows every change of OpenSearch', () => {
    expect(bodies('AWS::OpenSearchService::Domain')).toMatchSnapshot();
  });

  it('shows every change of what a role may do', () => {
    const roles = templates
      .of('AWS::IAM::Role')
      .map((role) => [withoutHashes(role.id), ...grants(role, templates)].join('\n'));
    expect(roles.sort().join('\n\n')).toMatchSnapshot();
  });
});
