/** The stages, and what is left when one is destroyed. */
import { STAGE_NAMES } from '../../lib/names';
import { stageSettings } from '../../lib/stages';
import { type Loose, synthesiseStage, templatesOf } from './app';

describe('the stages', () => {
  it.each(STAGE_NAMES)('has values for %s', (name) => {
    expect(stageSettings(name).name).toBe(name);
  });

  it.each(['test', 'Prod', '', undefined])('refuses the unknown stage %p and says which there are', (name) => {
    expect(() => stageSettings(name)).toThrow(`There is no stage "${name}": choose one with -c stage=dev|prod`);
  });

  it.each(STAGE_NAMES)('stays within what Firehose can take apart and buffer in %s', (name) => {
    const { transform, buffering } = stageSettings(name).delivery;
    expect(transform.documentsPerRecord).toBeLessThanOrEqual(500);
    expect(buffering.interval.toSeconds()).toBeLessThanOrEqual(900);
    expect(buffering.size.toMebibytes()).toBeGreaterThanOrEqual(64);
  });

  it('have load alarms in prod alone, and a smaller budget in dev', () => {
    const { dev, prod } = { dev: stageSettings('dev').operations, prod: stageSettings('prod').operations };
    expect([dev.watchHealth, prod.watchHealth]).toEqual([false, true]);
    expect(dev.budget.monthly).toBeLessThan(prod.budget.monthly);
  });
});

/** Types of resources whose contents a deployment cannot create again. */
const STATE = [
  'AWS::Kinesis::Stream',
  'AWS::S3::Bucket',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'AWS::OpenSearchService::Domain',
  'AWS::SecretsManager::Secret',
  'AWS::Glue::Database',
];

/** Resources of these types that are deleted in prod too, and why. */
const GOES: Readonly<Record<string, string>> = {
  NoticesKey: 'what it encrypts is delivered and gone',
  StudioDatabase: 'the notebook makes its tables again',
};

describe('what is left when a stage is destroyed', () => {
  const resources = (name: string): readonly (readonly [string, Loose])[] =>
    templatesOf(synthesiseStage(name)).flatMap((template) => Object.entries<Loose>(template.toJSON().Resources));

  it('is nothing in dev, whose buckets are emptied first', () => {
    const all = resources('dev');
    const kept = all.filter(([, { DeletionPolicy: policy = 'Delete' }]) => policy !== 'Delete');
    // Firehose's log streams are marked as retained, but are deleted with their log group.
    expect(kept.filter(([, { Type }]) => Type !== 'AWS::Logs::LogStream').map(([id]) => id)).toEqual([]);
    // Only a bucket stays because it holds something.
    const ofType = (type: string) => all.filter(([, { Type }]) => Type === type);
    const emptied = ofType('Custom::S3AutoDeleteObjects').map(([, { Properties }]) => Properties.BucketName.Ref);
    expect(emptied.sort()).toEqual(
      ofType('AWS::S3::Bucket')
        .map(([id]) => id)
        .sort(),
    );
  });

  it('includes no log group in dev that Lambda created itself: every function is given one of its stack', () => {
    const functions = resources('dev').filter(([, { Type }]) => Type === 'AWS::Lambda::Function');
    expect(functions.length).toBeGreaterThan(5);
    expect(
      functions.filter(([, { Properties }]) => !Properties.LoggingConfig?.LogGroup?.Ref).map(([id]) => id),
    ).toEqual([]);
  });

  it('includes no query that somebody saved in Athena in dev: its workgroup would stay with it', () => {
    const groups = (name: string) => resources(name).filter(([, { Type }]) => Type === 'AWS::Athena::WorkGroup');
    const recursive = (name: string) => groups(name).map(([, { Properties }]) => Properties.RecursiveDeleteOption);
    expect([recursive('dev'), recursive('prod')]).toEqual([[true], [false]]);
  });

  it('is in prod every resource with content, except those listed with a reason', () => {
    const state = resources('prod').filter(([, { Type }]) => STATE.includes(Type));
    const goes = state.filter(([, { DeletionPolicy: policy }]) => policy !== 'Retain').map(([id]) => id.slice(0, -8));
    expect(goes.sort()).toEqual(Object.keys(GOES).sort());
    expect(resources('prod').filter(([, { Type }]) => Type === 'Custom::S3AutoDeleteObjects')).toEqual([]);
  });

  it('includes storage and search in prod, which are protected from deletion', () => {
    const { storage, search } = synthesiseStage('prod').stacks;
    expect([storage, search].map(({ terminationProtection }) => terminationProtection)).toEqual([true, true]);
  });
});
