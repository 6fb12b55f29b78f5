/** Writes the tables of docs/deploy.md: where the stages differ, and what each stage costs. */
import { standingCosts } from '../../lib/costs';
import { STAGE_NAMES } from '../../lib/names';
import { type StageSettings, stageSettings } from '../../lib/stages';
import { settingTexts } from '../../lib/stages/texts';
import { markdownTable } from './markdown-table';

/** Settings that lib/stages.ts takes from `stages/common.ts`, not from the file of a stack. */
const COMMON: readonly (keyof StageSettings)[] = ['removalPolicy', 'terminationProtection', 'logRetention'];

/** @returns a row for each setting that differs: its file, its path and its value in each stage */
export function differencesTable(): string {
  const stages = STAGE_NAMES.map((name) => settingTexts(stageSettings(name)));
  const paths = new Set(stages.flatMap((stage) => [...stage.keys()]).filter((path) => path !== 'name'));
  const rows = groupBy([...paths], fileOf)
    .map((path) => ({ path, values: stages.map((stage) => stage.get(path) ?? 'none') }))
    .filter(({ values }) => new Set(values).size > 1)
    .map(({ path, values }) => [
      `[${fileOf(path)}](../lib/stages/${fileOf(path)}.ts)`,
      `\`${path.replace(/^[a-z]+\./, '')}\``,
      ...values,
    ]);
  return markdownTable(['File', 'Setting', ...STAGE_NAMES], rows);
}

/** @returns a row for each standing cost: its price, its monthly cost in each stage; and the sum */
export function costsTable(): string {
  const stages = STAGE_NAMES.map((name) => standingCosts(stageSettings(name)));
  const prices = new Map(stages.flat().map(({ item, price }) => [item, price]));
  const rows = groupBy([...prices.keys()], (item) => item.split(',')[0]).map((item) => [
    item,
    prices.get(item) ?? '',
    ...stages.map((costs) => {
      const cost = costs.find((candidate) => candidate.item === item);
      return cost === undefined ? '' : `${Math.round(cost.monthly)} (${cost.quantity})`;
    }),
  ]);
  // The sum of the rounded figures, so that the column adds up.
  const sums = stages.map((costs) => costs.reduce((sum, { monthly }) => sum + Math.round(monthly), 0));
  return markdownTable(
    ['', 'price', ...STAGE_NAMES.map((name) => `${name}, a month`)],
    [...rows, ['**standing, all month (730 h)**', '', ...sums.map((sum) => `**${sum}**`)]],
  );
}

/** The file in lib/stages/ that states a setting. */
function fileOf(path: string): string {
  const [first = ''] = path.split('.');
  return COMMON.some((key) => key === first) ? 'common' : first;
}

/** Brings together what has the same key, in the order in which the keys first appear. */
function groupBy(items: readonly string[], keyOf: (item: string) => unknown): readonly string[] {
  const keys = new Set(items.map(keyOf));
  return [...keys].flatMap((key) => items.filter((item) => keyOf(item) === key));
}
