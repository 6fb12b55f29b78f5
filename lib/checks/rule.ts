import type { Resource, Templates } from './templates';

/** Something that would fail in a deployment, or lose data or money after it, and can be seen in the template. */
export interface Rule {
  /** What is wrong, in words: a finding is reported and waived by it. */
  readonly id: string;
  /** Where the limit is stated. */
  readonly source: string;
  /** Type of the resources it looks at; `*` for all. */
  readonly type: string;
  readonly check: (resource: Resource, app: Templates) => Iterable<Problem>;
}

export interface Problem {
  /** The property, as a path below `Properties`. */
  readonly at: string;
  /** What is wrong, with the value, and what to do. */
  readonly message: string;
}

/** One finding of a rule. */
export interface Finding extends Problem {
  readonly rule: Rule;
  readonly resource: Resource;
}

/** What the rules say of an app's templates. */
export function* findings(rules: readonly Rule[], app: Templates): Generator<Finding> {
  for (const rule of rules)
    for (const resource of app.of(rule.type))
      for (const problem of rule.check(resource, app)) yield { ...problem, rule, resource };
}
