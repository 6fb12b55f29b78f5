/**
 * What the compiler cannot hold of the contracts: the template says it as text, and so do the
 * functions that read it.
 */
import { METRICS as INDEX_METRICS } from '../../lambda/index-statistics/contract';
import { readEnvironment as readIndexStatistics } from '../../lambda/index-statistics/environment';
import { readEnvironment as readSearchSetup } from '../../lambda/search-setup/environment';
import { readProperties } from '../../lambda/search-setup/properties';
import { readEnvironment as readStudioDeployment } from '../../lambda/studio-deployment/environment';
import { readEnvironment as readStudioRunner } from '../../lambda/studio-runner/environment';
import { readEvent } from '../../lambda/studio-runner/events';
import { readEnvironment as readTransform } from '../../lambda/transform/environment';
import { CUSTOM_RESOURCES, METRICS_NAMESPACE, OUTPUTS } from '../../lib/names';
import { PARAMETERS } from '../unit/flink-sql/parameters';
import { functionOf, type Loose, only, type SynthesisedStage, synthesiseStage, templatesOf } from './app';

type Variables = Record<string, string | undefined>;

const READERS = [
  ['delivery', 'transform', readTransform],
  ['analytics', 'index-statistics', readIndexStatistics],
  ['analytics', 'studio-runner', readStudioRunner],
  ['analytics', 'studio-deployment', readStudioDeployment],
  ['search', 'search-setup', readSearchSetup],
] as const;

/** Read where it is there; only a run on one machine sets it. */
const OPTIONAL = ['SEARCH_CA_FILE'];

/** A value for what only a deployment resolves, and the variable's reader accepts. */
const resolved = (name: string, value: unknown): string => {
  if (typeof value === 'string') return value;
  return name === 'JOB_PARAMETERS' ? JSON.stringify(PARAMETERS) : 'resolved';
};

describe.each(['dev', 'prod'])('the contracts of %s', (name) => {
  let app: SynthesisedStage;
  beforeAll(() => {
    app = synthesiseStage(name);
  });

  const resources = (type: string) =>
    templatesOf(app).flatMap((template) => Object.values<Loose>(template.findResources(type)));

  it.each(READERS)('%s sets every variable that %s reads, and no other', (stack, folder, readEnvironment) => {
    const { Variables } = functionOf(app[stack], folder).properties.Environment;
    const own = Object.entries(Variables).filter(([variable]) => !variable.startsWith('POWERTOOLS_'));
    const read = new Set<string>();
    const variables = new Proxy<Variables>(
      Object.fromEntries(own.map(([variable, value]) => [variable, resolved(variable, value)])),
      {
        get(target, variable: string) {
          read.add(variable);
          return target[variable];
        },
      },
    );
    readEnvironment(variables);
    const required = [...read].filter((variable) => !OPTIONAL.includes(variable));
    expect(required.sort()).toEqual(own.map(([variable]) => variable).sort());
  });

  it('filters logs by metrics that the function with this log emits', () => {
    const { LoggingConfig } = functionOf(app.analytics, 'index-statistics').properties;
    for (const { Properties } of resources('AWS::Logs::MetricFilter')) {
      expect(JSON.stringify(Properties.LogGroupName)).toContain(LoggingConfig.LogGroup.Ref);
      const texts = [
        Properties.FilterPattern,
        ...Properties.MetricTransformations.map((each: Loose) => each.MetricValue),
      ];
      const metrics = texts.flatMap((text) => [...text.matchAll(/\$\.(\w+)/g)].map(([, metric]) => metric));
      expect(metrics.length).toBeGreaterThanOrEqual(texts.length);
      expect(Object.keys(INDEX_METRICS)).toEqual(expect.arrayContaining(metrics));
    }
  });

  it('watches, of the metrics that are ours, only those that a filter makes', () => {
    const made = resources('AWS::Logs::MetricFilter').flatMap(({ Properties }) =>
      Properties.MetricTransformations.map((each: Loose) => `${each.MetricNamespace} ${each.MetricName}`),
    );
    const watched = resources('AWS::CloudWatch::Alarm').filter(({ Properties }) =>
      Properties.Namespace?.startsWith(METRICS_NAMESPACE),
    );
    expect(watched.map(({ Properties }) => `${Properties.Namespace} ${Properties.MetricName}`)).toEqual(made);
    expect(made).toHaveLength(1);
  });

  it('gives the search set-up properties that it can read', () => {
    const { shards, replicas, maskedRetention } = app.stage.search;
    expect(readProperties(only(app.search, CUSTOM_RESOURCES.searchSetup))).toEqual({
      shards,
      replicas,
      maskedRetentionDays: maskedRetention.toDays(),
    });
  });

  it('schedules an event that the studio-runner takes', () => {
    const { Targets } = only(app.analytics, 'AWS::Events::Rule') as Loose;
    expect(Targets.map(({ Input }: Loose) => readEvent(JSON.parse(Input)))).toEqual([{ action: 'reconcile' }]);
  });

  it('has every output and custom resource that has a name, once', () => {
    const outputs = templatesOf(app).flatMap((template) => Object.keys(template.toJSON().Outputs ?? {}));
    for (const output of Object.values(OUTPUTS)) expect(outputs.filter((each) => each === output)).toHaveLength(1);
    for (const type of Object.values(CUSTOM_RESOURCES)) expect(resources(type)).toHaveLength(1);
  });
});
