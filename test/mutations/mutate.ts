/**
 * `npm run mutate`: breaks the templates in classic ways, one at a time, and shows which check sees it.
 * Ends with 1 when one is seen by none, or when the unbroken app is not clean.
 */
import { STAGE_NAMES } from '../../lib/stages';
import { CHECKERS } from './checkers';
import { type Caught, runMutations, unproven } from './run';
import { soundTemplates } from './templates';

for (const stage of STAGE_NAMES) {
  soundTemplates(stage);
  console.log(`${stage}: nothing found that is not waived`);
}
const caught: Caught[] = [];
const width = 62;
console.log(`\n${'mistake'.padEnd(width)} ${CHECKERS.join(' · ')}`);
for (const result of runMutations()) {
  caught.push(result);
  console.log(`${result.name.padEnd(width)} ${describe(result)}`);
}
const missed = caught.filter(({ by }) => by.size === 0);
const count = (checker: string) => caught.filter(({ by }) => [...by.keys()].some((name) => name === checker)).length;
console.log(
  `\n${caught.length} mistakes: ${CHECKERS.map((checker) => `${checker} sees ${count(checker)}`).join(', ')}`,
);
if (missed.length > 0) {
  console.error(`Seen by none: ${missed.map(({ name }) => name).join('; ')}. Write a rule in lib/checks/rules/`);
  process.exitCode = 1;
}
if (unproven(caught).length > 0) {
  console.error(`Shown by no mistake: ${unproven(caught).join(', ')}. Add one to mutations/`);
  process.exitCode = 1;
}

function describe({ by }: Caught): string {
  const seen = [...by].map(([checker, rules]) => `${checker}: ${rules.join(', ')}`);
  return seen.join(' · ') || 'NOT SEEN';
}
