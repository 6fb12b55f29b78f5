/** What a command of the project is: enough to print its help, to document it and to run it. */
import type { FlagTable } from './flags';
import type { CommandLine } from './parse';

/** A command in words. */
export interface Description {
  /** Name of the npm script: `produce`, `bench:board`. */
  readonly name: string;
  /** One sentence that says what the command does. */
  readonly summary: string;
  /** What may follow the name, each with its meaning: `'-- FILE…': 'Send these files'`. */
  readonly usage: Readonly<Record<string, string>>;
  readonly flags: FlagTable;
  /** True for a command that takes files or words beside its flags. */
  readonly takesPositionals?: boolean;
  /** Paragraphs below the flags. */
  readonly notes?: string;
  /** What each exit status means. Status 2, a wrong command line, needs no mention. */
  readonly statuses: Readonly<Record<number, string>>;
  /** Command lines to copy. */
  readonly examples?: readonly string[];
}

/** A command with the work that it does. */
export interface Command<T extends FlagTable> extends Description {
  readonly flags: T;
  /**
   * Does the work. Load heavy modules here, so that the help and usage errors stay fast.
   * @returns the exit status
   * @throws UserError or UsageError for what the user can mend
   */
  run(line: CommandLine<T>): number | Promise<number>;
}

/** Checks a command and keeps the exact type of its flag table. */
export function defineCommand<const T extends FlagTable>(command: Command<T>): Command<T> {
  return command;
}

/**
 * The command as a person types it.
 * @example `npm run produce`, `npm start`
 */
export function invocation(name: string): string {
  return name === 'start' || name === 'test' ? `npm ${name}` : `npm run ${name}`;
}
