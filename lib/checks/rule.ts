/** The form of our own rules and of what they find. */
import type { Resource, Templates } from './templates';

/**
 * A mistake that would fail a deployment, or lose data or money after it, and can be seen in the
 * templates.
 */
export interface Rule {
  /** What is wrong, in words. Findings are reported and waived by it. */
  readonly id: string;
  /** Address of the page, or the file, that states the limit. */
  readonly source: string;
  /** Type of the resources that it looks at; `*` for all. */
  readonly type: string;
  readonly check: (resource: Resource, app: Templates) => Iterable<Problem>;
}

export interface Problem {
  /** The property, as a path below `Properties`. */
  readonly at: string;
  /** What is wrong, with the value; then what to do. */
  readonly message: string;
}

/** One finding of a rule. */
export interface Finding extends Problem {
  readonly rule: Rule;
  readonly resource: Resource;
}

/** Applies the rules to an app's templates. */
export function* findings(rules: readonly Rule[], app: Templates): Generator<Finding> {
  for (const rule of rules)
    for (const resource of app.of(rule.type))
      for (const problem of rule.check(resource, app)) yield { ...problem, rule, resource };
}
