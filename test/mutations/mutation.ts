/** The form of a mutation, and the three commonest kinds. */
import type { BrokenApp } from './broken-app';

/** One classic mistake, made in the templates of the real app. */
export interface Mutation {
  /** The part of the app, and what is wrong with it. */
  readonly name: string;
  readonly apply: (app: BrokenApp) => void;
}

/** A mistake in one property of one resource. */
export function property(name: string, type: string, id: string, path: string, value: unknown): Mutation {
  return { name, apply: (app) => app.the(type, id).set(path, value) };
}

/** A forgotten property. */
export function missing(name: string, type: string, id: string, path: string): Mutation {
  return { name, apply: (app) => app.the(type, id).drop(path) };
}

/** An action that is missing from the policies of a resource, whether inline or attached. */
export function ungranted(name: string, type: string, id: string, action: string): Mutation {
  return {
    name,
    apply: (app) => {
      const owner = app.the(type, id);
      const documents = [
        owner.definition.Properties.PolicyDocument,
        owner.definition.Properties.KeyPolicy,
        ...(owner.definition.Properties.Policies ?? []).map(
          (policy: { PolicyDocument: unknown }) => policy.PolicyDocument,
        ),
      ].filter((document) => document !== undefined);
      const touched = documents
        .flatMap(({ Statement }) => Statement)
        .filter(({ Action }) => [Action].flat().includes(action));
      if (touched.length === 0) throw new Error(`${owner.id} does not grant ${action}: change the mutation`);
      // Another action replaces it, because a statement without actions is refused for that alone.
      for (const statement of touched)
        statement.Action = [statement.Action]
          .flat()
          .map((granted: string) => (granted === action ? 'sts:GetCallerIdentity' : granted));
    },
  };
}
