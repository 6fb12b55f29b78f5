/** Lets a project read what only it knows of its template, beside the generic reader. */
import type { Resource, Resources } from './resources';
import type { Wiring } from './wiring';

/** Reads the resources of one type. */
export interface ExtraReader<T = unknown> {
  /** The CloudFormation type, such as `AWS::SSM::Parameter`. */
  readonly type: string;
  /**
   * @param wiring what the generic reader made of the template
   * @returns undefined for a resource that means nothing to the project
   * @throws Error naming the property that is missing or wrong
   */
  readonly read: (resource: Resource, wiring: Wiring) => T | undefined;
}

/** Readers by the name of their list in the wiring. `Items` holds what each makes of a resource. */
export type ExtraReaders<Items> = { readonly [Name in keyof Items]: ExtraReader<Items[Name]> };

/** The lists that the readers make, by the same names. */
export type Extras<Items> = { readonly [Name in keyof Items]: readonly Items[Name][] };

/** Makes each reader's list. */
export function readExtras<Items>(readers: ExtraReaders<Items>, resources: Resources, wiring: Wiring): Extras<Items> {
  const lists = Object.entries<ExtraReader>(readers).map(([name, { type, read }]) => [
    name,
    resources.ofType(type).flatMap((resource) => read(resource, wiring) ?? []),
  ]);
  return Object.fromEntries(lists) as Extras<Items>;
}
