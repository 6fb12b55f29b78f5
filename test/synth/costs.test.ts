/** The standing costs and the table of differences hold what the templates and settings hold. */
import { RESOURCES, standingCosts } from '../../lib/costs';
import { STAGE_NAMES } from '../../lib/names';
import { stageSettings } from '../../lib/stages';
import { costsTable, differencesTable } from '../../tools/docs/stage-tables';
import { synthesiseStage, templatesOf } from './app';

const count = (stage: string, type: string) =>
  templatesOf(synthesiseStage(stage)).flatMap((template) => Object.keys(template.findResources(type))).length;

describe('the standing costs', () => {
  it.each(STAGE_NAMES)('count what the templates of %s have', (name) => {
    const { streams, keys, secrets, alarms } = RESOURCES;
    expect({
      streams: count(name, 'AWS::Kinesis::Stream'),
      keys: count(name, 'AWS::KMS::Key'),
      secrets: count(name, 'AWS::SecretsManager::Secret'),
      alarms: count(name, 'AWS::CloudWatch::Alarm'),
    }).toEqual({ streams, keys, secrets, alarms: alarms[name] });
  });

  it('are in prod within the budget, with a tenth for use', () => {
    const { operations, ...stage } = stageSettings('prod');
    const standing = standingCosts({ operations, ...stage }).reduce((sum, { monthly }) => sum + monthly, 0);
    expect(1.1 * standing).toBeLessThanOrEqual(operations.budget.monthly);
  });

  it('refuse a type of node that has no price', () => {
    const stage = stageSettings('dev');
    const search = { ...stage.search, instanceType: 'r7g.large.search' };
    expect(() => standingCosts({ ...stage, search })).toThrow('r7g.large.search has no price: add it to PRICES');
  });

  it('add up in the table', () => {
    const rows = costsTable().trimEnd().split('\n').slice(2);
    const column = (index: number) => rows.map((row) => Number(row.split(' | ')[index]?.match(/\d+/)?.[0] ?? 0));
    for (const index of [2, 3]) {
      const figures = column(index);
      expect(figures.slice(0, -1).reduce((sum, figure) => sum + figure, 0)).toBe(figures.at(-1));
    }
  });
});

describe('the table of differences', () => {
  const rows = differencesTable().trimEnd().split('\n').slice(2);

  it('shows a setting that only one stage has, and values with their units', () => {
    expect(rows).toContain('| [delivery](../lib/stages/delivery.ts) | `transform.concurrency.reserved` | none | 40 |');
    expect(rows).toContain('| [search](../lib/stages/search.ts) | `volumeSize` | 10 GiB | 20 GiB |');
    expect(rows).toContain('| [common](../lib/stages/common.ts) | `logRetention` | 7 days | 90 days |');
  });

  it('leaves out what both stages share', () => {
    const cells = rows.map((row) =>
      row
        .split(' | ')
        .slice(2)
        .map((cell) => cell.replace(/ \|$/, '')),
    );
    expect(cells.filter(([dev, prod]) => dev === prod)).toEqual([]);
    expect(rows.join('\n')).not.toContain('years');
  });
});
