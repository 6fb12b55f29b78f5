/**
 * What `npm run mutate` does: breaks the templates, one mistake at a time, and shows which check
 * notices.
 */
import { STAGE_NAMES } from '../../lib/names';
import { CHECKERS } from './checkers';
import { type Caught, runMutations, unproven } from './run';
import { soundTemplates } from './templates';

/** Width of the column of names. */
const WIDTH = 62;

/**
 * Runs all mutations and prints what each check notices.
 * @returns the exit status: 1 where no check notices a mutation, or no mutation proves a rule
 * @throws Error with the report when the unbroken app is not clean
 */
export function mutate(): number {
  for (const stage of STAGE_NAMES) {
    soundTemplates(stage);
    console.log(`${stage}: no finding that is not waived`);
  }
  console.log(`\n${'mistake'.padEnd(WIDTH)} ${CHECKERS.join(' · ')}`);
  const caught: Caught[] = [];
  for (const result of runMutations()) {
    caught.push(result);
    console.log(`${result.name.padEnd(WIDTH)} ${describe(result)}`);
  }
  return summarise(caught);
}

function summarise(caught: readonly Caught[]): number {
  const count = (checker: string) => caught.filter(({ by }) => [...by.keys()].some((name) => name === checker)).length;
  const counts = CHECKERS.map((checker) => `${checker} sees ${count(checker)}`).join(', ');
  console.log(`\n${caught.length} mistakes: ${counts}`);
  const missed = caught.filter(({ by }) => by.size === 0);
  if (missed.length > 0)
    console.error(`Seen by none: ${missed.map(({ name }) => name).join('; ')}. Write a rule in lib/checks/rules/`);
  const idle = unproven(caught);
  if (idle.length > 0) console.error(`Shown by no mistake: ${idle.join(', ')}. Add one to test/mutations/`);
  return missed.length > 0 || idle.length > 0 ? 1 : 0;
}

function describe({ by }: Caught): string {
  const seen = [...by].map(([checker, rules]) => `${checker}: ${rules.join(', ')}`);
  return seen.join(' · ') || 'NOT SEEN';
}
