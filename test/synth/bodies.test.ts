import type { Resource, Templates } from '../../lib/checks/templates';
import { type Loose, type SynthesisedStage, synthesised } from './app';
import { masked, shown, whole } from './readable';

/** Characters that fit into a line of a review. */
const LINE = 120;

/** A value as lines of `key: value`; what fits into a line stays in one. */
function lines(value: Loose, margin = '  '): readonly string[] {
  return Object.entries<Loose>(value).flatMap(([key, inner]) => {
    const name = `${margin}${Array.isArray(value) ? '-' : `${key}:`}`;
    const line = `${name} ${JSON.stringify(inner)}`;
    return line.length <= LINE || typeof inner !== 'object' ? [line] : [name, ...lines(inner, `${margin}  `)];
  });
}

/** What a role may do: actions, and below them on what and when. */
function grants(role: Resource, templates: Templates): readonly string[] {
  const attached = templates
    .of('AWS::IAM::Policy')
    .filter((policy) => policy.properties.at('Roles').list.some((name) => templates.target(name, policy) === role))
    .map(({ properties }) => properties);
  const statements = [...role.properties.at('Policies').list, ...attached].flatMap(
    (policy) => policy.at('PolicyDocument', 'Statement').list,
  );
  return statements.flatMap(({ raw }) => {
    const { Action, Resource, Condition } = shown(raw, role.stack, templates);
    const when = Condition === undefined ? [] : [`      when ${JSON.stringify(Condition)}`];
    return [`  ${[Action].flat().join(' ')}`, ...[Resource].flat().map((arn: string) => `    on ${arn}`), ...when];
  });
}

describe('what decides, whole', () => {
  let app: SynthesisedStage;
  let templates: Templates;
  beforeAll(() => {
    // Of prod; in what dev differs the inventory says.
    app = synthesised('prod');
    templates = whole(app);
  });

  const bodies = (type: string) =>
    templates
      .of(type)
      .map(({ properties, stack, id }) => {
        const { Tags: _, ...telling } = shown(properties.raw, stack, templates);
        return [masked(id), ...lines(telling)].join('\n');
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
      .map((role) => [masked(role.id), ...grants(role, templates)].join('\n'));
    expect(roles.sort().join('\n\n')).toMatchSnapshot();
  });
});
