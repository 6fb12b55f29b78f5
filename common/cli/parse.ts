/** Splits a command line into the flags of a table and the rest. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './errors';
import { type FlagTable, flagsOf } from './flags';
import { GivenFlags, type GivenValue } from './given-flags';

/** A command line as the command reads it. */
export interface CommandLine<T extends FlagTable = FlagTable> {
  readonly flags: GivenFlags<T>;
  /** What is not a flag: files, a question, a verb. */
  readonly positionals: readonly string[];
  /** True where the help is asked for. */
  readonly help: boolean;
}

/**
 * Parses what follows `npm run NAME --`.
 * @param allowPositionals whether the command takes anything but flags
 * @throws UsageError for an unknown flag, a missing value, or a positional that is not allowed
 */
export function parseCommandLine<T extends FlagTable>(
  table: T,
  argv: readonly string[],
  allowPositionals = true,
): CommandLine<T> {
  const options = Object.fromEntries(flagsOf(table).map(([name, flag]) => [name, optionOf(name, flag)]));
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals });
    const given = values as Readonly<Record<string, GivenValue>>;
    return { flags: new GivenFlags<T>(given), positionals, help: given.help === true };
  } catch (error) {
    throw new UsageError(`${explain(error)} (--help shows all flags)`);
  }
}

type Option = NonNullable<ParseArgsConfig['options']>[string];

function optionOf(name: string, { type, multiple = false }: { type: Option['type']; multiple?: boolean }): Option {
  return { type, multiple, ...(name === 'help' && { short: 'h' }) };
}

/** Node's message, without its advice to pass an unknown flag as a file. */
function explain(error: unknown): string {
  const { message } = error as Error;
  return message.replace(/\. To specify a positional argument starting with a '-'.*$/s, '');
}
