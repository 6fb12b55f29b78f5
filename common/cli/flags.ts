/** Flag tables: a command states each flag once; parser, typed values and help derive from it. */

/** A flag of a command line. */
export interface Flag {
  readonly type: 'boolean' | 'string';
  /** Placeholder for the value in the help: `FILE`, or the unit (`MS`). */
  readonly value?: string;
  /** What the flag does, as an instruction: "Write the report as JSON". */
  readonly meaning: string;
  /** The default, as the help states it. */
  readonly default?: string;
  /** True for a flag that may be given several times. */
  readonly multiple?: boolean;
}

/** Flags by name, in the groups that the help shows. */
export type FlagTable = Readonly<Record<string, Readonly<Record<string, Flag>>>>;

type NamesOf<Group, Kind> = Group extends unknown
  ? { [Name in keyof Group]: Group[Name] extends Kind ? Name : never }[keyof Group] & string
  : never;

/** Names of the flags that are given or not. */
export type SwitchFlag<T extends FlagTable> = NamesOf<T[keyof T], { readonly type: 'boolean' }>;

/** Names of the flags that take a value. */
export type ValueFlag<T extends FlagTable> = NamesOf<T[keyof T], { readonly type: 'string' }>;

const HELP: Flag = { type: 'boolean', meaning: 'Show this text' };

/**
 * The groups of a table with their flags.
 * @returns the groups in their order; the last also has `help`, the flag that every command has
 */
export function groupsOf(table: FlagTable): readonly (readonly [string, Readonly<Record<string, Flag>>])[] {
  const groups = Object.keys(table).length === 0 ? [['Flags', {}] as const] : Object.entries(table);
  return groups.map(([title, flags], index) =>
    index === groups.length - 1 ? [title, { ...flags, help: HELP }] : [title, flags],
  );
}

/** Every flag of a command with its name, `help` included. */
export function flagsOf(table: FlagTable): readonly (readonly [string, Flag])[] {
  return groupsOf(table).flatMap(([, flags]) => Object.entries(flags));
}
