/** Applies the mutations and finds out which check notices each. */
import { findings } from '../../lib/checks/rule';
import { RULES } from '../../lib/checks/rules';
import { Templates } from '../../lib/checks/templates';
import { BrokenApp, type StackTemplates } from './broken-app';
import { MUTATIONS } from './catalogue';
import { type Checker, check, type Seen } from './checkers';
import { templatesOf } from './templates';

export interface Caught {
  /** Name of the mutation. */
  readonly name: string;
  /** Ids of the rules that find it, by checker. */
  readonly by: ReadonlyMap<Checker, readonly string[]>;
}

/**
 * Applies each mutation to the templates of prod. Yields the findings that the sound templates do
 * not have.
 * @param all false runs the other checkers only where our own rules find nothing, in a quarter of
 *   the time
 */
export function* runMutations(all = true): Generator<Caught> {
  const sound = templatesOf('prod');
  const before = check(sound);
  for (const { name, apply } of MUTATIONS) {
    const broken = structuredClone(sound);
    apply(new BrokenApp(broken));
    const own = all ? new Map() : ownFindings(broken);
    yield { name, by: own.size > 0 ? own : difference(check(broken), before) };
  }
}

function ownFindings(templates: StackTemplates): Caught['by'] {
  const ids = [...findings(RULES, new Templates(templates))].map(({ rule }) => rule.id);
  return ids.length === 0 ? new Map() : new Map([['Tripstream', [...new Set(ids)]]]);
}

function difference(after: Seen, before: Seen): Caught['by'] {
  return new Map(
    [...after].flatMap(([checker, seen]) => {
      const known = before.get(checker) ?? new Map();
      const rules = new Set([...seen].filter(([finding]) => !known.has(finding)).map(([, rule]) => rule));
      return rules.size === 0 ? [] : [[checker, [...rules]] as const];
    }),
  );
}

/** Ids of those of our own rules that no mutation proves useful. */
export function unproven(caught: readonly Caught[]): readonly string[] {
  const proven = new Set(caught.flatMap(({ by }) => by.get('Tripstream') ?? []));
  return RULES.map(({ id }) => id).filter((id) => !proven.has(id));
}
